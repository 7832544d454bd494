package io.signalbox.app.traffic;

import io.signalbox.app.fx.Background;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The rows around what is seen of a list that may be a million long: at most [#MOST], whatever
/// comes. It follows what comes while the newest is in sight. For the UI thread.
final class RowWindow {
  /// How many are kept.
  static final int MOST = 2_000;

  /// How many are read at once.
  static final int PAGE = 200;

  private static final int BURST = 1_000;

  private final Supplier<Ledger> ledger;
  private final Background background;
  private final ObservableList<TrafficRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper(this, "waiting");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper(this, "trouble", "");
  private TrafficFilter filter = TrafficFilter.ALL;
  private TrafficFilter.Position top = TrafficFilter.Position.TOP;
  private boolean following = true;
  private boolean above; // whether newer rows than the first one were let go
  private boolean ended;
  private boolean busy;
  private long newest;
  private int asked;

  /// @param ledger asked in the background, for it may have to be opened first
  RowWindow(Supplier<Ledger> ledger, Background background) {
    this.ledger = ledger;
    this.background = background;
  }

  /// What is in memory, the newest first.
  ObservableList<TrafficRow> list() {
    return rows;
  }

  /// How many have come that are not shown, up to a thousand.
  ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /// Why nothing could be read; empty if all is well.
  ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  TrafficFilter filter() {
    return filter;
  }

  /// Lists others.
  ///
  /// @param until only those that came before; empty: from the newest on
  void show(TrafficFilter wanted, Optional<Instant> until) {
    filter = wanted;
    top =
        until
            .map(moment -> new TrafficFilter.Position(moment, 0))
            .orElse(TrafficFilter.Position.TOP);
    load();
  }

  /// Begins again with the newest.
  void reload() {
    top = TrafficFilter.Position.TOP;
    load();
  }

  private boolean isPast() {
    return !top.equals(TrafficFilter.Position.TOP);
  }

  private void load() {
    following = !isPast();
    int mine = ++asked;
    busy = true;
    TrafficFilter wanted = filter;
    TrafficFilter.Position from = top;
    background.run(
        () -> {
          long seen = ledger.get().newest();
          return new First(seen, ledger.get().page(wanted, from, PAGE));
        },
        first -> {
          if (mine == asked) {
            busy = false;
            newest = first.newest();
            above = false;
            ended = first.rows().size() < PAGE;
            waiting.set(0);
            rows.setAll(first.rows());
            trouble.set("");
          }
        },
        failed -> failed(mine, failed));
  }

  private record First(long newest, List<TrafficRow> rows) {}

  private void failed(int mine, Exception failed) {
    if (mine == asked) {
      busy = false;
      trouble.set(String.valueOf(failed.getMessage()));
    }
  }

  /// Whether the newest is in sight; while it is not, or a time before now is listed, what comes is
  /// only counted.
  void follow(boolean atTop) {
    if (isPast()) {
      return;
    }
    boolean back = atTop && !following;
    following = atTop;
    if (back && (above || waiting.get() > 0)) {
      reload();
    }
  }

  /// Looks for what has come.
  void look() {
    if (busy) {
      return;
    }
    busy = true;
    int mine = asked;
    TrafficFilter wanted = filter;
    long since = newest;
    background.run(
        () -> ledger.get().after(since, wanted, BURST),
        came -> {
          if (mine == asked) {
            busy = false;
            came(came);
          }
        },
        failed -> failed(mine, failed));
  }

  private void came(List<TrafficRow> came) {
    trouble.set("");
    if (!following) {
      waiting.set(came.size());
    } else if (came.size() == BURST) {
      reload(); // more has come than is worth going through
    } else if (!came.isEmpty()) {
      newest = came.getLast().number();
      rows.addAll(0, came.reversed());
      cut();
    }
  }

  private void cut() {
    if (rows.size() > MOST) {
      rows.remove(MOST, rows.size());
      ended = false;
    }
  }

  /// Reads on below the last row.
  ///
  /// @param gone told how many rows were let go above, so that the view stays where it is
  void more(IntConsumer gone) {
    if (busy || ended || rows.isEmpty()) {
      return;
    }
    busy = true;
    int mine = asked;
    TrafficFilter wanted = filter;
    TrafficFilter.Position below = rows.getLast().spot();
    background.run(
        () -> ledger.get().page(wanted, below, PAGE),
        next -> {
          if (mine == asked) {
            busy = false;
            ended = next.size() < PAGE;
            append(next, gone);
          }
        },
        failed -> failed(mine, failed));
  }

  private void append(List<TrafficRow> next, IntConsumer gone) {
    int surplus = Math.max(0, rows.size() + next.size() - MOST);
    var all = new ArrayList<>(rows.subList(surplus, rows.size()));
    all.addAll(next);
    rows.setAll(all);
    if (surplus > 0) {
      above = true;
      following = false;
      gone.accept(surplus);
    }
  }
}
