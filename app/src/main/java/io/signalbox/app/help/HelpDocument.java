package io.signalbox.app.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// A document that comes with the program, in the order in which they are listed.
enum HelpDocument {
  START("Getting started", "README.md"),
  FORMAT("Graph format", "graph-format.md"),
  PROVIDERS("Providers and keys", "providers.md"),
  CLIENTS("Clients", "clients.md"),
  FAILOVER("Failover", "failover.md"),
  PROBLEMS("Problems and fixes", "problems.md"),
  IMPORTS("Imports", "import.md"),
  EXPORTS("Exports", "exports.md"),
  EXPORT_GRADES("Grades of exports", "export-grades.md"),
  COMPARE("Comparisons on prompt sets", "compare.md"),
  PLANS("Plans and subscriptions", "plans.md"),
  FEEDBACK("Feedback and experiments", "feedback.md"),
  LEARNED("Learned routing", "learned-routing.md"),
  EMBEDDINGS("Embeddings", "embeddings.md"),
  RULES("Rules for requests", "request-rules.md"),
  CONFORM("Endpoint checks", "conform.md"),
  SECURITY("Security of the proxy", "security.md"),
  PLUGINS("Plug-ins", "plugins.md"),
  BENCHMARKS("Figures", "benchmarks.md"),
  CHANGES("Changes", "CHANGELOG.md"),
  DEPENDENCIES("Libraries and licenses", "dependencies.md");

  private final String title;
  private final String file;

  HelpDocument(String title, String file) {
    this.title = title;
    this.file = file;
  }

  String title() {
    return title;
  }

  /// Its file's name, as links name it.
  String file() {
    return file;
  }

  /// The document that a link names, without its folder and its head.
  static Optional<HelpDocument> of(String link) {
    String path = link.replaceAll("#.*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Stream.of(values()).filter(each -> each.file.equals(name)).findFirst();
  }

  /// What it says; empty if it does not come with this build.
  static Optional<String> bundled(HelpDocument document) {
    try (InputStream in = HelpDocument.class.getResourceAsStream("docs/" + document.file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
