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
  private int changes;

  ConnectedApps(Supplier<Store> store, Background background, Notices notices) {
    this.store = store;
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

  /// Reads them again.
  void refresh() {
    int before = changes;
    background.run(
        () -> read(store.get()),
        found -> {
          if (before == changes) { // else it may have been read before the change
            apps.set(found);
          }
        },
        trouble -> {});
  }

  private static List<ConnectedApp> read(Store store) {
    Instant now = Instant.now();
    List<SpendRow> spend =
        store
            .ledger()
            .spend(
                Ledger.SpendBy.APP,
                now.minus(Duration.ofDays(ConnectedApp.DAYS)),
                now.plusSeconds(1),
                ZoneId.systemDefault());
    return store.apps().list().stream().map(app -> with(app, spend)).toList();
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

  private record Changed<T>(T result, List<ConnectedApp> apps) {}

  private <T> void change(Function<AppKeys, T> how, Consumer<T> done) {
    Callable<Changed<T>> work =
        () -> {
          T result = how.apply(store.get().apps());
          return new Changed<>(result, read(store.get()));
        };
    background.run(
        work,
        changed -> {
          changes++;
          apps.set(changed.apps());
          done.accept(changed.result());
        },
        trouble -> notices.tell(Notice.trouble(Wording.why(trouble))));
  }
}
