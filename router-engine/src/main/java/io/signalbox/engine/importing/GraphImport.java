package io.signalbox.engine.importing;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigReader;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes graphs of other gateways' files. Unchangeable, safe for threads; it sends nothing and
/// opens no file.
public final class GraphImport {
  private final Plugins plugins;

  public GraphImport(Plugins plugins) {
    this.plugins = plugins;
  }

  /// What became of a file.
  public sealed interface ImportOutcome {}

  /// A graph of it.
  ///
  /// @param source whose file it is, for people
  /// @param graph perhaps half built
  /// @param text the graph as a file
  /// @param findings one or more for each field, in the order of the file
  /// @param parts the ids of nodes and models by the paths of what became them
  /// @param keys that stand in the file and that models of the graph need
  public record Imported(
      String source,
      RoutingGraph graph,
      String text,
      List<Finding> findings,
      Map<String, String> parts,
      List<FoundKey> keys)
      implements ImportOutcome {
    public Imported {
      findings = List.copyOf(findings);
      parts = Map.copyOf(parts);
      keys = List.copyOf(keys);
    }

    /// The graph as a file with what was not carried over exactly in comments at its head, as
    /// [ImportNote] reads them.
    public String annotated() {
      return findings.stream()
              .filter(each -> each.grade() != Grade.EXACT)
              .map(each -> ImportNote.of(each, part(each)).line())
              .collect(joining())
          + text;
    }

    /// The node or model that a field became; empty if none did.
    public Optional<String> part(Finding finding) {
      return FieldTable.upwards(finding.path())
          .flatMap(path -> Optional.ofNullable(parts.get(path)).stream())
          .filter(graph::has)
          .findFirst();
    }
  }

  /// A key that stands in the file.
  ///
  /// @param name under which the graph's models look for it
  /// @param line where it stands, from 1
  public record FoundKey(String name, int line, Secret key) {}

  /// No graph.
  ///
  /// @param why in sentences, with the place where there is one
  public record Refused(String why) implements ImportOutcome {}

  /// The words for importers.
  public String kinds() {
    return plugins.importers().stream().map(ConfigImporter::id).collect(joining(", "));
  }

  /// Reads a file.
  ///
  /// @param name the file's, without its directory
  /// @param kind the importer's id; empty: the one that recognizes the file
  public ImportOutcome read(String name, String text, Optional<String> kind) {
    return switch (ConfigReader.read(name, text)) {
      case ConfigReader.Unreadable unreadable -> new Refused(unreadable.problem().line());
      case ConfigReader.Understood understood -> understood(understood, kind);
    };
  }

  private ImportOutcome understood(ConfigReader.Understood read, Optional<String> kind) {
    ConfigFile file = read.file();
    Optional<ConfigImporter> importer =
        kind.isPresent() ? plugins.importer(kind.get()) : recognizing(file);
    if (kind.isPresent() && importer.isEmpty()) {
      return new Refused(
          "--from " + kind.get() + ": unknown kind of file. Use one of: " + kinds() + ".");
    }
    return importer.map(each -> imported(each, read)).orElseGet(() -> unknown(file));
  }

  private Optional<ConfigImporter> recognizing(ConfigFile file) {
    return KnownFiles.surely(file.root()).isPresent()
        ? Optional.empty()
        : plugins.importers().stream().filter(each -> each.recognizes(file)).findFirst();
  }

  private ImportOutcome unknown(ConfigFile file) {
    String what =
        KnownFiles.what(file.root())
            .map(each ->
                file.name() + " is " + each + ", not a file of a gateway that can be imported.")
            .orElse(file.name() + " looks like none of the files that can be imported.");
    String names =
        plugins.importers().stream()
            .map(each -> each.name() + " (" + each.id() + ")")
            .collect(joining(", "));
    return new Refused(
        what + " These can be: " + names + ". If it is one of them, say --from KIND.");
  }

  private ImportOutcome imported(ConfigImporter importer, ConfigReader.Understood read) {
    Map<String, Provider> providers =
        plugins.providers().stream().collect(toMap(Provider::id, each -> each));
    ConfigImporter.Import made = importer.read(read.file(), providers);
    String text = head(importer, read.file()) + GraphText.write(made.graph());
    if (GraphText.holdsKey(text)) {
      return new Refused(
          read.file().name()
              + " holds what looks like a key in a place where none is expected."
              + " Take it out and import again.");
    }
    ConfigValue root = read.file().root();
    var fields = new FieldTable(importer.fields(), importer.within(root).path());
    List<Finding> unread =
        read.problems().stream()
            .filter(problem -> problem.code() != ProblemCode.SECRET)
            .map(GraphImport::finding)
            .toList();
    List<Finding> all = Completeness.of(root, made.findings(), unread, fields);
    return new Imported(
        importer.name(),
        GraphText.read("", text).graph().orElse(made.graph()),
        text,
        all,
        made.parts(),
        keys(made, read, all));
  }

  /// The first key of each name.
  private static List<FoundKey> keys(
      ConfigImporter.Import made, ConfigReader.Understood read, List<Finding> findings) {
    var keys = new LinkedHashMap<String, FoundKey>();
    for (Finding each : findings) {
      Optional<String> name = Optional.ofNullable(made.keys().get(each.path()));
      Optional<Secret> key = Optional.ofNullable(read.keys().get(each.path()));
      if (name.isPresent() && key.isPresent() && !key.get().isEmpty()) {
        keys.putIfAbsent(name.get(), new FoundKey(name.get(), each.line(), key.get()));
      }
    }
    return List.copyOf(keys.values());
  }

  private static Finding finding(Problem problem) {
    int line = problem.at().map(Problem.Spot::line).orElse(1);
    if (problem.code() == ProblemCode.DUPLICATE_KEY) {
      String why =
          "The key `%s` stands again in line %s, and the last one counts: this one is overwritten."
              .formatted(problem.arguments().get("key"), problem.arguments().get("line"));
      return new Finding(problem.path(), line, Grade.UNSUPPORTED, why);
    }
    return new Finding(problem.path(), line, Grade.MANUAL, problem.message() + " " + problem.fix());
  }

  private static String head(ConfigImporter importer, ConfigFile file) {
    String name = file.name().replaceAll("\\p{Cntrl}", "?");
    return "# Imported from " + name + ", " + importer.name() + ".\n";
  }
}
