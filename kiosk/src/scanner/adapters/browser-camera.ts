import type { Camera, CameraTrouble, CameraView, Frame } from '../application/ports.ts';

/** 720p where the camera has it: half a line more to each module of a code, and still 30 pictures a second. */
const WISH: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };
const troubleOf = (error: unknown): CameraTrouble => (error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError') ? 'CAMERA_DENIED' : 'CAMERA_BUSY');

const viewOf = (stream: MediaStream): CameraView => {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const source = document.createElement('video');
  source.muted = true; source.playsInline = true; source.srcObject = stream;
  void source.play().catch(() => undefined);
  const attached = new Set<HTMLVideoElement>([source]);
  return {
    attach: (video) => { attached.add(video); video.srcObject = stream; void video.play().catch(() => undefined); },
    frame: (): Frame | null => {
      const { videoWidth: width, videoHeight: height } = source;
      if (!pen || source.readyState < 2 || width === 0) return null;
      if (canvas.width !== width) { canvas.width = width; canvas.height = height; }
      pen.drawImage(source, 0, 0);
      return pen.getImageData(0, 0, width, height);
    },
    close: () => {
      for (const track of stream.getTracks()) track.stop();
      for (const video of attached) video.srcObject = null;
      canvas.width = canvas.height = 0;
    },
  };
};

/** The kiosk's camera, asked for only while the scan page is open. */
export const browserCamera: Camera = {
  open: async () => {
    try {
      return { ok: true, view: viewOf(await navigator.mediaDevices.getUserMedia({ video: WISH, audio: false })) };
    } catch (error) { return { ok: false, code: troubleOf(error) }; }
  },
};
