package io.signalbox.engine.cli;

import io.signalbox.engine.graph.Problem;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Where commands write: results for the reader or one JSON value for scripts, and remarks apart.
///
/// @param out standard output
/// @param err standard error
record Console(PrintWriter out, PrintWriter err) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// A line of the result.
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /// A part of a line of the result.
  void part(String text) {
    out.print(text);
    out.flush();
  }

  /// How far something is; the next one is written over it.
  synchronized void progress(String text) {
    err.print("\r" + text);
    err.flush();
  }

  /// A remark.
  void remark(String text) {
    err.println(text);
    err.flush();
  }

  /// The result as JSON, on one line.
  void json(Object value) {
    out.println(JSON.writeValueAsString(value));
    out.flush();
  }

  /// The result as JSON, for people.
  static String pretty(Object value) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /// Problems, one a line.
  void problems(List<Problem> problems) {
    problems.forEach(problem -> remark(problem.line()));
  }
}
