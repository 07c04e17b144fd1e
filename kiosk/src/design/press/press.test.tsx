import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ActButton } from '../act-button/act-button.tsx';
import { KamonPlate, TicketNumber } from '../kamon-plate/kamon-plate.tsx';
import { QrCode } from '../qr-code/qr-code.tsx';
import { SteppingStones } from '../stepping-stones/stepping-stones.tsx';
import { TextField } from '../text-field/text-field.tsx';

describe('what the primitives say', () => {
  it('[L6] a button that cannot be pressed says why and stays reachable', () => {
    const html = renderToStaticMarkup(<ActButton why="あと2けた">申し込む</ActButton>);
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toMatch(/\sdisabled/);
    expect(html.replace(/<[^>]+>/g, '')).toBe('申し込む: あと2けた');
  });
  it('[L6] a button that works on something says what', () => {
    expect(renderToStaticMarkup(<ActButton busy="伝えています…">開ける</ActButton>)).toMatch(/aria-busy="true".*伝えています…/);
  });
  it('[L7] the stone one stands on is the current step, finished ones say so', () => {
    const html = renderToStaticMarkup(<SteppingStones now={1} words={{ label: '進みぐあい', done: '済み' }} steps={[{ key: 'a', label: 'カード' }, { key: 'b', label: '確かめる' }, { key: 'c', label: '番号札' }]} />);
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
    expect(html).toMatch(/カード<span class="visually-hidden"> 済み/);
    expect(html).toMatch(/aria-current="step"[^]*確かめる/);
  });
  it('[L8] a ticket is said by shape and letter, and its picture is silent', () => {
    expect(renderToStaticMarkup(<TicketNumber zone="A" label="103" spoken="まるの A、103番" />)).toContain('まるの A、103番');
    expect(renderToStaticMarkup(<KamonPlate zone="E" />)).toMatch(/<svg[^>]*aria-hidden="true"[^>]*>.*<rect/);
  });
  it('[L5] help and error are tied to their field, with the label first', () => {
    const html = renderToStaticMarkup(<TextField id="name" label="お名前" help="姓と名の間を空けます" error="お名前を入れてください" value="" onChange={() => undefined} />);
    expect(html).toMatch(/<label for="name"/);
    expect(html).toContain('aria-describedby="name-help name-error"');
    expect(html).toContain('aria-invalid="true"');
  });
  it('[L9] a QR code is dark on white with a quiet zone of four modules', () => {
    const html = renderToStaticMarkup(<QrCode text="https://engawa.example/t" label="スマホで見る" />);
    expect(html).toMatch(/fill="#ffffff".*fill="#111111"/);
    expect(html).toMatch(/d="M4 4h7v1h-7z/);
  });
});
