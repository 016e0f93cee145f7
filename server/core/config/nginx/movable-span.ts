import type { Span } from '../../base/span.ts';

/** Where something begins that moves as a whole. */
export interface Frame {
  at: number;
  /** The block that does; none for a text, in which directives move one by one. */
  block?: object;
}

/** A place in a text that is edited, told from its frame of reference: a block of thousands of words moves by one number. */
export class MovableSpan implements Span {
  frame: Frame;
  /** From the frame, as is `to`. */
  from: number;
  to: number;

  constructor(frame: Frame, start: number, end: number) {
    this.frame = frame;
    this.from = start - frame.at;
    this.to = end - frame.at;
  }

  get start(): number {
    return this.frame.at + this.from;
  }

  set start(start: number) {
    this.from = start - this.frame.at;
  }

  get end(): number {
    return this.frame.at + this.to;
  }

  set end(end: number) {
    this.to = end - this.frame.at;
  }

  /** Stays where it is. */
  moveTo(frame: Frame): void {
    this.from += this.frame.at - frame.at;
    this.to += this.frame.at - frame.at;
    this.frame = frame;
  }

  toJSON(): Span {
    return { start: this.start, end: this.end };
  }
}
