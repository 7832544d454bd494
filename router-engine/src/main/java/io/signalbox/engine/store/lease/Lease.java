package io.signalbox.engine.store.lease;

import java.util.concurrent.locks.ReentrantLock;

/// What this process has leased of one window, and what became of it. All fields are guarded by the
/// lock of [Leases], which calls no book while it holds it.
final class Lease {
  private static final long FEWEST = 64;

  /// A lease should last for a quarter of a second.
  private static final long TURNS = 4;

  /// It must have room for so many requests, or it is not worth having.
  private static final long WORTHWHILE = 8;

  final BudgetWindow window;
  final ReentrantLock turning = new ReentrantLock(); // one turn at a time

  private Amount limits;
  private Amount left = Amount.NONE;
  private Amount spent = Amount.NONE;
  private Amount written = Amount.NONE; // what the book holds for it
  private Amount need; // of one request, the largest since the last look
  private WindowStanding book = WindowStanding.NEW; // what it says of the window
  private long begun; // since the last look
  private long pace; // what began in the second before that
  private int underWay;
  private boolean known;
  private boolean lost;
  private boolean stale;
  private boolean dry; // it got nothing: not asked again before the next look back

  Lease(BudgetWindow window, Amount limits, Amount need) {
    this.window = window;
    this.limits = limits;
    this.need = need;
  }

  boolean fits(Amount wanted, Amount limited) {
    limits = limited; // a changed graph may have others
    return has(wanted);
  }

  boolean has(Amount wanted) {
    return !lost && known && left.covers(wanted, limits);
  }

  void take(Amount part) {
    left = left.minus(part);
    spent = spent.plus(new Amount(0, 0, part.requests()));
    need = need.most(part);
    begun++;
    underWay++;
  }

  /// A request ends that took so much.
  void settle(Amount part, long pico, long tokens) {
    underWay--;
    left = left.plus(new Amount(part.pico() - pico, part.tokens() - tokens, 0));
    spent = spent.plus(new Amount(pico, tokens, 0));
  }

  /// A request ends as if it had never come.
  void release(Amount part) {
    underWay--;
    left = left.plus(part);
    spent = spent.minus(new Amount(0, 0, part.requests()));
  }

  /// A request needs more than is left.
  ///
  /// @return whether it is worth asking for more
  boolean mayGrow(Amount wanted) {
    need = need.most(wanted);
    return !dry;
  }

  /// Looks back, as is done each second: what was not used need not be held.
  ///
  /// @return whether it is still of use
  boolean lookBack() {
    boolean used = begun > 0;
    pace = begun;
    begun = 0;
    dry = false;
    return used;
  }

  /// The requests that it should have room for.
  private long size() {
    return Math.max(FEWEST, Math.max(begun, pace) / TURNS);
  }

  /// Begins a turn: what is given back can no longer be taken.
  ///
  /// @param keeps whether it is to have room for more requests; if not, it gives all back
  LeaseBook.Turn begin(boolean keeps) {
    Amount wish = keeps ? need.times(size()) : Amount.NONE;
    Amount back = left.minus(wish).most(Amount.NONE);
    Amount booked = spent;
    left = left.minus(back);
    spent = Amount.NONE;
    Amount asked = wish.minus(left).most(Amount.NONE);
    Amount least = keeps ? need.times(WORTHWHILE) : Amount.NONE;
    dry = !keeps;
    return new LeaseBook.Turn(window, limits, booked, back, left, asked, least, written);
  }

  void end(LeaseBook.Turn turn, LeaseBook.Turned turned) {
    left = left.plus(turned.granted());
    written = written.minus(turn.spent()).minus(turn.back()).plus(turned.granted());
    known = true;
    lost = turned.lost();
    dry = dry || (!turn.asked().equals(Amount.NONE) && turned.granted().equals(Amount.NONE));
    know(turned.window());
  }

  /// It could not be written: all is as before.
  void undo(LeaseBook.Turn turn) {
    left = left.plus(turn.back());
    spent = spent.plus(turn.spent());
  }

  /// What the book says of the window now.
  WindowStanding know(WindowStanding now) {
    book = now;
    stale = false;
    return standing();
  }

  void doubt() {
    stale = true;
  }

  boolean isKnown() {
    return known && !lost && !stale;
  }

  /// Whether it has nothing more to do.
  boolean isOver() {
    return lost || (underWay == 0 && left.equals(Amount.NONE) && spent.equals(Amount.NONE));
  }

  /// What is free in the lease is not used, though the book counts it as held; what was spent of it
  /// is held no more.
  WindowStanding standing() {
    return lost
        ? book
        : new WindowStanding(book.seen().minus(left), book.held().minus(left).minus(spent));
  }
}
