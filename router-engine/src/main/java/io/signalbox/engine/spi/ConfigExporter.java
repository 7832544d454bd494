package io.signalbox.engine.spi;

import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Map;

/// Writes a graph as the configuration of another gateway. Found by `ServiceLoader`: a plug-in
/// names it in `META-INF/services/io.signalbox.engine.spi.ConfigExporter`. Pure.
public interface ConfigExporter {
  /// Its word on the command line: `litellm`.
  String id();

  /// How people call the gateway.
  String name();

  /// The configuration, with a report of what it cannot say. Keys appear only as references.
  ///
  /// @param graph a graph without errors
  /// @param providers by id
  Export export(RoutingGraph graph, Map<String, Provider> providers);

  /// What an export consists of.
  ///
  /// @param files to be written
  /// @param report one row for each node and model, in the order of the graph, and rows for what
  ///   concerns the whole
  /// @param run how the gateway is started with it, for people
  record Export(List<File> files, List<Fidelity> report, String run) {
    public Export {
      files = List.copyOf(files);
      report = List.copyOf(report);
    }
  }

  /// A file of an export.
  ///
  /// @param name without a directory
  record File(String name, String text) {}

  /// How truly a node is carried over.
  ///
  /// @param id the node's or model's id; empty for the whole graph
  /// @param kind its kind
  /// @param level how truly
  /// @param lost what is lost, each in a sentence; if exact, at most a remark
  record Fidelity(String id, String kind, Level level, List<String> lost) {
    public Fidelity {
      lost = List.copyOf(lost);
    }

    /// How truly a node is carried over.
    public enum Level {
      /// It decides the same.
      EXACT,
      /// It decides the same in the usual cases.
      NEAR,
      /// It is not there.
      MISSING
    }
  }
}
