package io.signalbox.app.export;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns the graph in front into another gateway's configuration.
public final class GraphExport {
  private GraphExport() {}

  /// What comes of it. It may take its time.
  public static ExportResult of(
      Document document, Installation installation, ConfigExporter exporter) {
    if (document.equals(Document.NONE)) {
      return new ExportResult.Refused("No graph is open. Open one to see what it exports to.");
    }
    if (!document.valid()) {
      return new ExportResult.Refused("The graph has errors. Fix those listed in Problems.");
    }
    try {
      return new ExportResult.Ready(
          exporter.export(
              document.graph(),
              installation.providers().stream()
                  .collect(Collectors.toMap(Provider::id, each -> each, (first, next) -> first))),
          ProofNote.of(document, exporter.id()));
    } catch (RuntimeException broken) {
      String why = Optional.ofNullable(broken.getMessage()).orElseGet(broken::toString);
      return new ExportResult.Refused(exporter.name() + " cannot be written: " + why);
    }
  }
}
