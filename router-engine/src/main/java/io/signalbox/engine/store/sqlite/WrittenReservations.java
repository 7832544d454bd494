package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.DiskFault;
import io.signalbox.engine.store.database.GroupCommit;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reservations that are written one by one. Safe for threads.
final class WrittenReservations {
  private final GroupCommit writes;
  private final ReservationSql sql;
  private final DiskFault fault;
  private final InstantSource clock;
  private final String owner;

  /// Requests of this process that may hold something; all others cost nothing here.
  private final Set<String> holding = ConcurrentHashMap.newKeySet();

  /// Ends of requests that could not be written, by request.
  private final Map<String, GroupCommit.Work<Integer>> owed = new ConcurrentHashMap<>();

  /// @param owner this process
  WrittenReservations(
      GroupCommit writes, ReservationSql sql, DiskFault fault, InstantSource clock, String owner) {
    this.writes = writes;
    this.sql = sql;
    this.fault = fault;
    this.clock = clock;
    this.owner = owner;
  }

  /// Whether a request may hold something.
  boolean isHeld(String requestId) {
    return holding.contains(requestId);
  }

  /// Reserves in all windows or in none, and gives the node that has no room.
  Optional<String> hold(String requestId, Set<Claim> claims, WorstCase worst) {
    boolean first = holding.add(requestId); // at once: whatever happens then, it is not forgotten
    Optional<String> noRoom = hold(requestId, claims, worst, first);
    if (first && noRoom.isPresent()) { // else it still holds what it held
      holding.remove(requestId);
    }
    return noRoom;
  }

  /// What could not be written holds nothing.
  private Optional<String> hold(
      String requestId, Set<Claim> claims, WorstCase worst, boolean first) {
    try {
      var moment = new ReservationSql.Moment(clock.millis(), owner);
      var noRoom =
          writes.run(
              "The reservation", handle -> sql.hold(requestId, claims, worst, moment, first));
      fault.over();
      return noRoom;
    } catch (StoreException e) {
      fault.met(e, 0);
      if (first) {
        holding.remove(requestId);
      }
      throw e;
    }
  }

  /// Puts what a request really cost in the place of all that it holds; later, if it cannot be
  /// written now.
  void settle(String requestId, long pico, long tokens) {
    end(requestId, handle -> sql.settle(requestId, pico, tokens));
  }

  /// Gives back all that a request holds; later, if it cannot be written now.
  void release(String requestId) {
    end(requestId, handle -> sql.release(requestId));
  }

  private void end(String requestId, GroupCommit.Work<Integer> work) {
    if (!holding.contains(requestId)) {
      return;
    }
    try {
      writes.run("The spend", work);
      holding.remove(requestId);
    } catch (StoreException e) {
      owed.put(requestId, work); // until it is written, the request counts at its worst
      fault.met(e, 0);
    }
  }

  /// Writes what could not be written when it was due.
  void writeOwed() {
    try {
      owed.forEach((requestId, work) -> {
        writes.run("The spend", work);
        owed.remove(requestId);
        holding.remove(requestId);
      });
    } catch (StoreException e) {
      // It was logged when it was due, and the next time may do better.
      return;
    }
  }

  /// Ends of requests that are still to be written.
  int owed() {
    return owed.size();
  }

  /// How many requests of this process may hold something.
  int holding() {
    return holding.size();
  }
}
