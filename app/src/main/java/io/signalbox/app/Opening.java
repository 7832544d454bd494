package io.signalbox.app;

import io.signalbox.app.session.Document;
import io.signalbox.app.session.Notice;
import io.signalbox.app.session.Session;
import io.signalbox.app.session.Surroundings;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.workspace.GraphFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What is opened when the program starts.
record Opening(Surroundings surroundings) {
  private static final String SAMPLE = "support-desk.yaml";

  /// With the plug-ins that are installed.
  ///
  /// @param home where the program keeps its own files
  static Opening at(Path home) {
    Signalbox engine = Signalbox.at(home);
    Plugins plugins = engine.plugins();
    return new Opening(
        new Surroundings(
            plugins.providers(),
            plugins.catalog(),
            plugins.exporters(),
            new LocalEngine(home, engine)));
  }

  /// Opens a file in the session; what cannot be read is told.
  void file(Session session, Path file) {
    try {
      session.open(GraphFile.load(file));
    } catch (IOException trouble) {
      session.tell(
          Notice.trouble("The file " + file + " cannot be read: " + trouble.getMessage() + "."));
    }
  }

  /// Opens the sample that comes with the program.
  void sample(Session session) {
    try (InputStream in = Opening.class.getResourceAsStream("/samples/support-desk/" + SAMPLE)) {
      if (in != null) {
        session.open(Document.of(SAMPLE, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      }
    } catch (IOException trouble) {
      session.tell(Notice.trouble("The sample cannot be read: " + trouble.getMessage() + "."));
    }
  }
}
