import type { FindRooms, RoomsFound } from '@engawa/facility-api/contract';
import { type ReactNode, useEffect, useState } from 'react';
import { firstSearch } from '../../../booking/domain/search.ts';
import { instantAt } from '../../../booking/domain/tokyo.ts';
import { RoomsPage } from '../../../booking/ui/rooms-page.tsx';
import { Banner, KeyButton } from '../../../design/index.ts';
import { phone } from '../../../wording/phone.ts';
import { Say, useWording } from '../../../wording/wording.tsx';
import type { Go } from '../go.ts';
import { useCity, useWorld } from '../world.tsx';

/** Searching is an address: reload, share and back all keep it. */
export function RoomsScreen({ search, go, retry }: { search: FindRooms | null; go: Go; retry: () => void }): ReactNode {
  const world = useWorld();
  const city = useCity();
  const { say } = useWording();
  const [result, setResult] = useState<RoomsFound | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const [slow, setSlow] = useState(false);
  // by value: a new object with the same wish is no new search
  const asked = JSON.stringify(search);
  useEffect(() => {
    const waiting = setTimeout(() => setSlow(true), 4_000);
    return () => clearTimeout(waiting);
  }, []);
  useEffect(() => {
    const wish = JSON.parse(asked) as FindRooms | null;
    if (!wish || !city) return;
    let gone = false;
    setBusy(true);
    void world.api.find(wish).then((answer) => {
      if (gone) return;
      setBusy(false);
      setFailed(!answer.ok);
      setResult(answer.ok ? answer.value : null);
    });
    return () => { gone = true; };
  }, [asked, city, world, turn]);
  if (!city) {
    return (
      <><h1 tabIndex={-1}><Say of={phone.findTitle} /></h1>
        {slow ? <><Banner tone="alarm" title={say(phone.offlineTitle)}><Say of={phone.offlineBody} /></Banner><KeyButton onPress={retry}><Say of={phone.retry} /></KeyButton></> : <p role="status"><Say of={phone.loading} /></p>}</>
    );
  }
  return (
    <RoomsPage facilities={city.facilities} holidays={city.holidays} now={world.now()} search={search ?? firstSearch(world.now())} asked={search !== null} result={result} failed={failed} busy={busy}
      onSearch={(next) => { go({ page: 'rooms', search: next }, search ? 'replace' : 'push'); setTurn(turn + 1); }}
      onBook={(room, found) => go({ page: 'book', room: room.id, start: new Date(instantAt(found.day, found.from)).toISOString(), end: new Date(instantAt(found.day, found.until)).toISOString(), people: found.people })} />
  );
}
