package io.signalbox.app.session;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns the graph in front into another gateway's configuration.
public final class Exporting {
  private Exporting() {}

  /// What comes of it. It may take its time.
  public static Exported of(Document document, Surroundings surroundings, ConfigExporter exporter) {
    if (!document.valid()) {
      return new Exported.Refused("The graph has errors, see Problems.");
    }
    try {
      return new Exported.Ready(
          exporter.export(
              document.graph(),
              surroundings.providers().stream()
                  .collect(Collectors.toMap(Provider::id, each -> each, (first, next) -> first))));
    } catch (RuntimeException broken) {
      String why = Optional.ofNullable(broken.getMessage()).orElseGet(broken::toString);
      return new Exported.Refused(exporter.name() + " cannot be written: " + why);
    }
  }
}
