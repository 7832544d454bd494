package io.signalbox.engine.store.lease;

/// Where leases are written down, so that other processes see what is taken and a killed process
/// leaves nothing uncounted. Safe for threads; each call is one transaction.
public interface LeaseBook {

  /// Books what was spent out of a lease, takes back what it gives back, and grants more as far as
  /// there is room.
  ///
  /// @throws io.signalbox.engine.store.StoreException if it cannot be written: then nothing has
  ///   changed
  Turned turn(Turn turn);

  /// What is to be booked.
  ///
  /// @param limits the most that the window may see; [Amount#UNLIMITED] of what has no limit
  /// @param spent what ended since the last turn; of requests those that were let in
  /// @param back what the lease gives back
  /// @param left what it has free after that
  /// @param asked what it would have besides
  /// @param least it gets nothing of what it asked for if it would have less than this free
  /// @param holds what is written down for it so far; of requests those that were granted and not
  ///   yet let in
  record Turn(
      BudgetWindow window,
      Amount limits,
      Amount spent,
      Amount back,
      Amount left,
      Amount asked,
      Amount least,
      Amount holds) {

    /// The share of a window's room that one turn grants at most: what is leased is kept from other
    /// processes, and counts as spent if this one is killed.
    public static final int SHARE = 16;

    /// What is granted where so much is free. What requests cost more than they held is granted
    /// whatever is free: it is spent, and a window counts all that was.
    public Amount granted(Amount room) {
      Amount most = room.plus(back).most(Amount.NONE).dividedBy(SHARE);
      Amount granted = asked.least(most);
      Amount owed = Amount.NONE.minus(left).most(Amount.NONE);
      return left.plus(granted).covers(least) ? granted.most(owed) : owed;
    }
  }

  /// What came of it.
  ///
  /// @param granted what the lease has more
  /// @param window what the window has seen, the lease counted as held
  /// @param lost the lease is not there any more: all that it held counts as spent
  record Turned(Amount granted, WindowStanding window, boolean lost) {}
}
