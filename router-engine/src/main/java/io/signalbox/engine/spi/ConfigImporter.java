package io.signalbox.engine.spi;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.List;
import java.util.Map;

/// Makes a graph of another gateway's configuration. Found by `ServiceLoader`: a plug-in names it
/// in `META-INF/services/io.signalbox.engine.spi.ConfigImporter`. Pure. It never sees a key that
/// stands in a file: such a value is a secret without a text.
public interface ConfigImporter {
  /// Its word on the command line: `litellm`.
  String id();

  /// How people call the gateway and its file: `LiteLLM's configuration`.
  String name();

  /// Whether a file is of this gateway, by what it says and not by its name.
  boolean recognizes(ConfigFile file);

  /// What usually becomes of each field that it knows. The pages of the documents show it.
  List<SourceField> fields();

  /// The configuration within what people wrap it in, from which the paths of [#fields()] start.
  default ConfigValue within(ConfigValue root) {
    return root;
  }

  /// The graph, and what became of fields where it is not as usual. Fields that stand in no finding
  /// are reported as [#fields()] says, those that it does not name as not known to the importer.
  ///
  /// @param file one that it recognizes, or that a person says to be of this gateway
  /// @param providers by id
  Import read(ConfigFile file, Map<String, Provider> providers);

  /// A field of the source.
  ///
  /// @param path its place as `model_list[].litellm_params.model`, a star for any name; it stands
  ///   for all below it that has no row of its own; that of a list whose items have rows stands for
  ///   the list alone
  /// @param grade how truly it is carried over where nothing stands in the way
  /// @param becomes what it becomes, or why it does not, in a sentence
  record SourceField(String path, Grade grade, String becomes) {}

  /// What an import gives.
  ///
  /// @param graph perhaps half built; what it lacks is in the findings
  /// @param findings where fields were not carried over as usual
  /// @param parts the ids of nodes and models by the paths of what became them
  /// @param keys names under which keys that stand in the file can be kept, by path
  record Import(
      RoutingGraph graph,
      List<Finding> findings,
      Map<String, String> parts,
      Map<String, String> keys) {
    public Import {
      findings = List.copyOf(findings);
      parts = Map.copyOf(parts);
      keys = Map.copyOf(keys);
    }

    /// One that does not say which part became what, and has no keys.
    public Import(RoutingGraph graph, List<Finding> findings) {
      this(graph, findings, Map.of(), Map.of());
    }
  }

  /// What became of a field and all below it.
  ///
  /// @param path its place in the file's tree; empty for the whole file
  /// @param line from 1
  /// @param grade how truly it was carried over
  /// @param reason what is different or to be done, in a sentence; empty if exact
  record Finding(String path, int line, Grade grade, String reason) {
    /// What became of a value.
    public static Finding of(ConfigValue value, Grade grade, String reason) {
      return new Finding(value.path(), value.line(), grade, reason);
    }
  }
}
