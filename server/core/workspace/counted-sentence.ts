import { type Message, message } from '../base/message.ts';
import type { ProfileName } from '../chain/request.ts';
import type { CountedAnchors } from './counted-anchors.ts';
import type { PathPurpose } from './path-question.ts';

/** What was checked for, by whose rules, and which trust anchors counted. */
export function countedSentence(purpose: PathPurpose, profile: ProfileName, anchors: CountedAnchors): Message {
  const data = { profile, anchors: anchorsList(anchors) };
  switch (purpose) {
    case 'server':
      return message('Checked for servers (profile {profile}); trust anchors: {anchors}.', data);
    case 'client':
      return message('Checked for clients (profile {profile}); trust anchors: {anchors}.', data);
    case 'any':
      return message('Checked for any purpose (profile {profile}); trust anchors: {anchors}.', data);
  }
}

/** Where nothing was decided: which trust anchors would have counted. */
export function anchorsSentence(profile: ProfileName, anchors: CountedAnchors): Message {
  return message('Trust anchors that count (profile {profile}): {anchors}.', {
    profile,
    anchors: anchorsList(anchors),
  });
}

/** How many from where, for a person. */
function anchorsList({ workspace, leftOut, files, unmatched, context, machine }: CountedAnchors): readonly Message[] {
  const parts: Message[] = [];
  const add = (count: number, one: Message, many: Message): void => {
    if (count > 0) parts.push(count === 1 ? one : many);
  };
  add(
    workspace,
    message('1 self-signed CA of this workspace'),
    message('{count} self-signed CAs of this workspace', { count: workspace }),
  );
  add(
    context,
    message('1 that this configuration names'),
    message('{count} that this configuration names', { count: context }),
  );
  add(files, message('1 of the settings'), message('{count} of the settings', { count: files }));
  const { count = 0 } = machine ?? {};
  if (machine?.store === 'mozilla') add(count, message('1 of Mozilla'), message('{count} of Mozilla', { count }));
  else add(count, message('1 of this system'), message('{count} of this system', { count }));
  if (parts.length === 0) parts.push(message('none'));
  if (machine && machine.count === undefined) {
    parts.push(
      machine.store === 'mozilla'
        ? message('Mozilla’s roots are not available here')
        : message('the roots of the system are not available here'),
    );
  }
  add(
    leftOut,
    message('1 of this workspace is left out by the settings'),
    message('{count} of this workspace are left out by the settings', { count: leftOut }),
  );
  if (unmatched.length > 0) parts.push(message('nothing found for {patterns}', { patterns: unmatched.slice(0, 3) }));
  return parts;
}

/** For who does not know the setting: it is said where it would help. */
export function publicRootOffer(issuer: string, setting: string): Message {
  return message('{issuer} is one of Mozilla’s roots: they count with the setting {setting}.', { issuer, setting });
}
