/** One picture of the camera, RGBA. It lives as long as its decoding and is kept nowhere. */
export interface Frame { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

/** QR decoder: the bytes of every QR code in the frame, nothing when there is none. Never rejects for what is in the picture. */
export interface QrDecoder {
  decode(frame: Frame): Promise<readonly Uint8Array[]>;
  close(): void;
}

export type CameraTrouble = 'CAMERA_DENIED' | 'CAMERA_BUSY';
/** An open camera. `close` turns it off at once. */
export interface CameraView {
  /** shows the live picture */ attach(video: HTMLVideoElement): void;
  /** the present picture; null before the first */ frame(): Frame | null;
  close(): void;
}
export interface Camera { open(): Promise<{ readonly ok: true; readonly view: CameraView } | { readonly ok: false; readonly code: CameraTrouble }> }
