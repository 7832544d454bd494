package io.signalbox.engine.cli.learned;

import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.learned.Encoding;
import io.signalbox.engine.plugin.Encoder;
import io.signalbox.engine.plugin.Plugins;
import java.util.List;
import picocli.CommandLine.Option;

/// Which encoder of texts is used.
final class EncoderOption {
  private static final String NONE = "none";

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      defaultValue = "bge-small-en",
      description =
          "The encoder of texts, or none: faster, and somewhat worse (default: bge-small-en).")
  private String name = "bge-small-en";

  /// Its id as a router keeps it; empty for none.
  String id() {
    return name.equals(NONE) ? "" : name;
  }

  Encoding encoding(Plugins plugins) {
    return opened(plugins, id());
  }

  /// @param id empty for none
  /// @throws BadInputException if it is not installed
  static Encoding opened(Plugins plugins, String id) {
    if (id.isEmpty()) {
      return Encoding.NONE;
    }
    Encoder found = plugins.encoder(id).orElseThrow(() -> missing(plugins, id));
    return switch (found.open()) {
      case Encoder.Opened.Ready(var encoder) -> encoder::encode;
      case Encoder.Opened.Broken(var problem) -> throw new EngineException(problem.line());
    };
  }

  private static BadInputException missing(Plugins plugins, String id) {
    List<String> names = plugins.encoders().stream().map(Encoder::name).toList();
    return new BadInputException(
        "The encoder "
            + id
            + " is not installed; there is "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + ". `--encoder none` does without.");
  }
}
