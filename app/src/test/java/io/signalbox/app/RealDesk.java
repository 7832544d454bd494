package io.signalbox.app;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.upstream.Script;
import java.nio.file.Path;

/// A small graph of simulated models, and the real engine.
public final class RealDesk {
  /// A rule, a fallback, two models.
  public static final String TEXT =
      """
      signalbox: 1
      name: Small desk
      start: triage
      models:
        small: { provider: simulated, model: gpt-5.1 }
        large: { provider: simulated, model: claude-opus-4-5 }
      nodes:
        triage:
          kind: rules
          rules:
            - { when: 'text.contains("code")', to: safe }
          otherwise: small
        safe:
          kind: fallback
          to: [ large, small ]
      """;

  private RealDesk() {}

  /// The graph and its text.
  public static Document document() {
    return Document.of("small-desk.yaml", TEXT);
  }

  /// The real engine in a home.
  ///
  /// @param pace 1 for the models' typical speed, 0 for at once
  public static Installation installation(Path home, double pace) {
    Signalbox engine = Signalbox.at(home);
    engine.simulate(Script.allAnswer(), pace);
    return Installation.of(engine);
  }
}
