package io.signalbox.engine.spi;

import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Map;

/// Writes a graph as the configuration of another gateway. Found by `ServiceLoader`: a plug-in
/// names it in `META-INF/services/io.signalbox.engine.spi.ConfigExporter`. Pure.
public interface ConfigExporter {
  /// The field of an exported file under which the graph itself stands, for the way back.
  String GRAPH_FIELD = "signalbox_graph";

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
  /// @param report one row for each node, model and promise, in the order of the graph, and one for
  ///   what concerns the whole
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

  /// How truly a part of a graph is carried over.
  ///
  /// @param id the node's or model's id, or the promise's name; empty for the whole graph
  /// @param kind the node's kind, `model`, `promise` or `graph`
  /// @param grade how truly: the worst of its reasons
  /// @param reasons why it is not better; if exact, at most a remark
  record Fidelity(String id, String kind, Grade grade, List<GradeReason> reasons) {
    public Fidelity {
      reasons = List.copyOf(reasons);
    }

    /// Whether it is a node or a model, which are what a canvas shows.
    public boolean isDrawn() {
      return !kind.equals(PROMISE) && !kind.equals(GRAPH);
    }
  }

  /// Why a part is not carried over exactly.
  ///
  /// @param grade what it costs
  /// @param text what is different or to be done, in a sentence
  /// @param paste the text that a person has to put in where a person has to do something; empty if
  ///   there is none
  record GradeReason(Grade grade, String text, String paste) {
    /// A reason without a text to paste.
    public GradeReason(Grade grade, String text) {
      this(grade, text, "");
    }
  }

  /// The kind of a promise in reports.
  String PROMISE = "promise";

  /// The kind of the whole graph in reports.
  String GRAPH = "graph";
}
