package io.signalbox.app.connect;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.SpendRow;
import io.signalbox.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The apps that have a key. For the UI thread.
final class ConnectedApps {
  private final Supplier<Store> store;
  private final Background background;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<List<ConnectedApp>> apps =
      new ReadOnlyObjectWrapper<>(this, "apps", List.of());
  private static final Duration SPEND_HOLDS = Duration.ofMinutes(1);
  private final InstantSource clock;
  private int changes;
  private Spend spend = Spend.UNKNOWN;
  private boolean told;

  ConnectedApps(Supplier<Store> store, Background background, Notices notices) {
    this(store, background, notices, InstantSource.system());
  }

  ConnectedApps(
      Supplier<Store> store, Background background, Notices notices, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.background = background;
    this.notices = notices;
  }

  /// All that are known, by name.
  ReadOnlyObjectProperty<List<ConnectedApp>> appsProperty() {
    return apps.getReadOnlyProperty();
  }

  Optional<ConnectedApp> named(String name) {
    return apps.get().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// What all apps spent, which is a sum over a month: it is not made anew with each look.
  ///
  /// @param at when it was read
  private record Spend(Instant at, List<SpendRow> rows) {
    static final Spend UNKNOWN = new Spend(Instant.MIN, List.of());

    Spend at(Instant now, Ledger ledger) {
      return now.isBefore(at) || now.minus(SPEND_HOLDS).isAfter(at)
          ? new Spend(now, read(ledger, now))
          : this;
    }

    private static List<SpendRow> read(Ledger ledger, Instant now) {
      return ledger.spend(
          Ledger.SpendBy.APP,
          now.minus(Duration.ofDays(ConnectedApp.DAYS)),
          now.plusSeconds(1),
          ZoneId.systemDefault());
    }
  }

  private record Found(List<ConnectedApp> apps, Spend spend) {}

  /// Reads them again. What they spent is up to a minute old.
  void refresh() {
    int before = changes;
    Spend known = spend;
    background.run(
        () -> read(store.get(), known),
        found -> {
          told = false;
          spend = found.spend();
          if (before == changes) { // else it may have been read before the change
            apps.set(found.apps());
          }
        },
        this::failed);
  }

  /// Said once, until it goes well again.
  private void failed(Exception trouble) {
    if (!told) {
      told = true;
      notices.tell(Notice.trouble("The apps' keys cannot be read: " + Wording.why(trouble) + "."));
    }
  }

  private Found read(Store from, Spend known) {
    Spend now = known.at(clock.instant(), from.ledger());
    return new Found(from.apps().list().stream().map(app -> with(app, now.rows())).toList(), now);
  }

  private static ConnectedApp with(AppKeys.App app, List<SpendRow> spend) {
    return spend.stream()
        .filter(row -> row.of().equals(app.name()))
        .findFirst()
        .map(row -> ConnectedApp.of(app, row))
        .orElseGet(() -> new ConnectedApp(app, 0, Money.ZERO));
  }

  /// Adds an app.
  ///
  /// @param made gets its key
  void create(String name, Consumer<Secret> made) {
    make(keys -> keys.add(name), made);
  }

  /// Gives an app another key.
  ///
  /// @param made gets it
  void renew(String name, Consumer<Secret> made) {
    make(keys -> keys.renew(name), made);
  }

  private void make(Function<AppKeys, AppKeys.Added> how, Consumer<Secret> made) {
    change(
        keys -> how.apply(keys),
        added -> {
          switch (added) {
            case AppKeys.Added.Fresh fresh -> made.accept(fresh.key());
            case AppKeys.Added.Refused refused ->
                notices.tell(
                    Notice.trouble(refused.problem().message() + " " + refused.problem().fix()));
          }
        });
  }

  /// Takes an app's key away.
  void revoke(String name) {
    change(
        keys -> keys.revoke(name),
        gone ->
            notices.tell(
                Notice.said(
                    gone
                        ? "Key of " + name + " revoked. Its requests are refused from now on."
                        : "There is no app " + name + " any more.")));
  }

  private record Changed<T>(T result, Found found) {}

  private <T> void change(Function<AppKeys, T> how, Consumer<T> done) {
    Spend known = spend;
    Callable<Changed<T>> work =
        () -> {
          T result = how.apply(store.get().apps());
          return new Changed<>(result, read(store.get(), known));
        };
    background.run(
        work,
        changed -> {
          changes++;
          spend = changed.found().spend();
          apps.set(changed.found().apps());
          done.accept(changed.result());
        },
        trouble -> notices.tell(Notice.trouble(Wording.why(trouble))));
  }
}
