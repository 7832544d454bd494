package io.signalbox.app.connect;

import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.SpendRow;
import java.time.Instant;

/// An app that has a key. Immutable.
///
/// @param requests how many it sent in the last [#DAYS] days
/// @param spent what they cost
record ConnectedApp(AppKeys.App app, long requests, Money spent) {
  static final int DAYS = 30;
  private static final String MASK = "sb-••••••••";

  static ConnectedApp of(AppKeys.App app, SpendRow spend) {
    return new ConnectedApp(app, spend.requests(), spend.usd());
  }

  String name() {
    return app.name();
  }

  /// Its key as it can be shown; of one that was not made here nothing is known.
  String maskedKey() {
    return app.ending().isEmpty() ? "••••••••" : MASK + app.ending();
  }

  /// When its key was made and used, and what it spent.
  String facts(Instant now) {
    String used =
        app.lastUsed().map(at -> "last used " + Wording.ago(at, now)).orElse("never used");
    String spend =
        requests == 0
            ? "no requests in " + DAYS + " days"
            : Wording.number(requests)
                + (requests == 1 ? " request, " : " requests, ")
                + spent.shown()
                + " in "
                + DAYS
                + " days";
    return Wording.joined("Key created " + Wording.ago(app.created(), now), used, spend);
  }
}
