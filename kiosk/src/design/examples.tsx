import './fonts.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ActButton, applyAppearance, Banner, Beam, CheckRow, ChoiceCard, ChoiceRow, ClockRange, Dialog, ErrorSummary, KamonPlate, KeyButton, Kifuda, LanguageSwitch, Ledge, Planks, type PlateLetter, PriceLines, ProvenanceMark, QrCode, Ruby, Sheet, Shoji, SlotBar, SteppingStones, TextField, type TextScale, type Theme, TicketNumber, ToolButton, WindowBar } from './index.ts';

/** Only for people who work on the look: `npx vite kiosk`, then /src/design/examples.html?theme=dark&scale=1.5&surface=phone&dialog=1 */
const address = new URLSearchParams(location.search);
document.documentElement.dataset['surface'] = address.get('surface') ?? 'kiosk';
applyAppearance({ theme: (address.get('theme') ?? 'light') as Theme, textScale: Number(address.get('scale') ?? 1) as TextScale });

const ZONES: readonly PlateLetter[] = ['A', 'B', 'C', 'D', 'E', 'F'];
const row = { display: 'flex', gap: '.6em', flexWrap: 'wrap', alignItems: 'center', margin: '.5em 0' } as const;

const Examples = () => {
  const [checked, setChecked] = useState(true);
  const [text, setText] = useState('見本　花子');
  const [lang, setLang] = useState<'ja' | 'ja-easy' | 'en'>('ja');
  return (
    <>
      <Beam title="縁側市 市民窓口"><span className="number">10:12</span></Beam>
      <main style={{ padding: '0 var(--margin)' }}>
        <SteppingStones now={2} words={{ label: '進みぐあい', done: '済み' }} steps={[{ key: '1', label: 'カード' }, { key: '2', label: '使いみち' }, { key: '3', label: '確かめる' }, { key: '4', label: '番号札' }]} />
        <h1>この内容で よろしいですか。</h1>
        <div style={row}><ProvenanceMark source="card">カードから</ProvenanceMark><ProvenanceMark source="visitor">ご自分で</ProvenanceMark><ProvenanceMark source="phone">スマホから</ProvenanceMark><ProvenanceMark source="staff">職員</ProvenanceMark></div>
        <div style={{ ...row, fontSize: '2.4em' }}>{ZONES.map((zone) => <KamonPlate key={zone} zone={zone} />)}<Kifuda counter="3" /><Kifuda counter="12" /><TicketNumber zone="A" label="103" spoken="まるの A、103番" /></div>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 'var(--space-24)' }}><ChoiceCard icon="doc" title="住民票・証明書がほしい" detail="カードで およそ2分" waiting="3組待ち" onPress={() => undefined} /><ChoiceCard icon="move" title="引っ越しの届け出をする" detail="家族の分も まとめて" tone="plain" onPress={() => undefined} /></div>
        <ChoiceRow icon="family" title="保険・年金・子ども・福祉" detail="国保、児童手当、介護 など" aside="2組待ち" onPress={() => undefined} />
        <CheckRow name="p" icon="doc" checked={checked} onChange={setChecked} title="住民票の写し" detail="住所と家族を証明する書類" aside="300円" />
        <CheckRow name="p" checked={false} onChange={() => undefined} title={<Ruby>税(ぜい)の 証明書(しょうめいしょ)</Ruby>} />
        <ErrorSummary title="1か所、お確かめください" errors={[{ fieldId: 'name', words: 'お名前を入れてください' }]} />
        <TextField id="name" label="お名前" need="必須" help="姓と名の間を空けます" error="お名前を入れてください" value={text} onChange={setText} />
        <div style={row}><ActButton icon="card">申し込む</ActButton><KeyButton icon="back">もどる</KeyButton><ActButton why="あと2けた">申し込む</ActButton><KeyButton busy="伝えています…">開ける</KeyButton><KeyButton look="small">直す</KeyButton><KeyButton look="digit">5</KeyButton><KeyButton look="soft" icon="del">1つ消す</KeyButton></div>
        <Banner tone="note" title="6分遅くなりました。">2番窓口が 昼休みに入ったためです。</Banner><Banner tone="alarm" title="ドアにつながりません" /><Banner tone="well" title="できました" /><Banner tone="info" title="お知らせ" />
        <Sheet raised><ClockRange from="10:35" until="10:50" words={{ from: 'から', until: 'ごろ' }} /><WindowBar awayUntil={0.36} from={0.52} until={0.86} words={{ away: '10:28まで 離れて大丈夫', window: 'お呼びする時間帯' }} /></Sheet>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 'var(--space-24)', margin: '.5em 0' }}>
          <Sheet ground="mat" as="div"><PriceLines caption="料金" lines={[{ key: 'a', label: '午後の料金', rule: '条例 別表第2（4時間）', amount: '1,800円' }, { key: 'b', label: '市内の団体 3割引', amount: '−540円' }]} total={{ label: 'お支払い', amount: '1,260円' }} /><SlotBar label="13〜17時 空き" cells={['taken', 'taken', 'free', 'yours', 'yours', 'free', 'taken']} from="9時" middle="13〜17時" until="22時" /></Sheet>
          <div><Shoji state="opening" badge="あと 8秒" /><div style={{ width: '6em' }}><QrCode text="https://engawa.example/phone/t/abc" label="スマホで見る" /></div></div>
        </div>
        <Planks left={22} />
        <LanguageSwitch label="ことば" value={lang} onChange={setLang} options={[{ code: 'ja', name: '日本語', lang: 'ja' }, { code: 'ja-easy', name: 'やさしい にほんご', lang: 'ja' }, { code: 'en', name: 'English', lang: 'en' }]} />
        <Dialog open={address.has('dialog')} tone="note" title="まだ、お使いですか。"><p>お返事がないときは、入力した内容を すべて消します。</p><Planks left={22} /><ActButton wide autoFocus>つづける</ActButton><KeyButton wide>終わる</KeyButton></Dialog>
      </main>
      <Ledge><ToolButton icon="call" tone="call">職員を呼ぶ</ToolButton><ToolButton icon="globe">ことば<br />Language</ToolButton><ToolButton icon="text" pressed>文字を<br />大きく</ToolButton><ToolButton icon="invert">色を<br />反転</ToolButton><ToolButton icon="sound" why="音はありません">音声を<br />きく</ToolButton></Ledge>
    </>
  );
};
const root = document.getElementById('root');
if (root) createRoot(root).render(<Examples />);
