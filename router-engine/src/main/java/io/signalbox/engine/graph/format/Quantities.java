package io.signalbox.engine.graph.format;

import io.signalbox.engine.catalog.Money;
import java.math.BigDecimal;
import java.time.Duration;

/// What quantities of all formats are written like; as members of [FieldType].
public interface Quantities {
  /// A span of time.
  FieldType<Duration> DURATION =
      new FieldType.Scalar<>(
          "duration",
          "a duration",
          "Write 250ms, 8s, 5m, 1h or 7d.",
          Units::duration,
          Units::text,
          false);

  /// A share of a whole, 0–1.
  FieldType.Scalar<Double> FRACTION =
      new FieldType.Scalar<>(
          "fraction",
          "a share of a whole",
          "Write 5% or 0.05.",
          text -> Units.fraction(text).map(BigDecimal::doubleValue),
          share -> Units.text(BigDecimal.valueOf(share)),
          false);

  /// A weight.
  FieldType<BigDecimal> SHARE =
      new FieldType.Scalar<>(
          "part", "a share", "Write 5% or 0.05.", Units::share, Units::text, false);

  /// US dollars.
  FieldType<Money> MONEY =
      new FieldType.Scalar<>(
          "money",
          "an amount",
          "Write US dollars as a number: 40 or 0.05.",
          Units::money,
          Money::plain,
          true);
}
