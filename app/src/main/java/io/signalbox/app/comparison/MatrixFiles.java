package io.signalbox.app.comparison;

import io.signalbox.engine.workspace.DiskText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files of comparisons beside a graph: `NAME.compare.yaml`.
final class MatrixFiles {
  private static final int MOST = 100;
  private static final int FIRST_MODELS = 5;

  private MatrixFiles() {}

  /// Those in the directory of a graph that name it.
  static List<Path> beside(Path graph) throws IOException {
    String name = String.valueOf(graph.getFileName());
    var found = new ArrayList<Path>();
    try (Stream<Path> files = Files.list(folder(graph))) {
      for (Path file : files.sorted().limit(10_000).toList()) {
        if (isComparison(file) && found.size() < MOST && names(file, name)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static Path folder(Path graph) {
    return Optional.ofNullable(graph.toAbsolutePath().getParent()).orElse(graph);
  }

  private static boolean isComparison(Path file) {
    return file.getFileName().toString().matches(".+\\.compare\\.ya?ml");
  }

  private static boolean names(Path file, String graph) throws IOException {
    return DiskText.read(file).text().filter(text -> text.contains(graph)).isPresent();
  }

  /// A comparison to begin with, in a file that did not exist.
  ///
  /// @param models ids of models of the graph
  static Path begin(Path graph, List<String> models) throws IOException {
    String name = String.valueOf(graph.getFileName());
    String plain = name.replaceFirst("\\.(ya?ml|json)$", "");
    Path file = free(folder(graph), plain);
    Path suite = folder(graph).resolve(plain + ".suite.yaml");
    DiskText.writeShared(file, text(name, models, suite));
    return file;
  }

  /// Writes a text, unless the file is another one by now than what was shown.
  ///
  /// @return true
  static boolean save(Path file, String before, String text) throws IOException {
    if (!DiskText.read(file).text().orElse("").equals(before)) {
      throw new IOException("another program has changed it; look at it again first");
    }
    DiskText.writeShared(file, text);
    return true;
  }

  private static Path free(Path folder, String plain) {
    Path file = folder.resolve(plain + ".compare.yaml");
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(plain + "-" + i + ".compare.yaml");
    }
    return file;
  }

  private static String text(String graph, List<String> models, Path suite) {
    String ids =
        models.stream()
            .limit(FIRST_MODELS)
            .map(MatrixFiles::quoted)
            .collect(Collectors.joining(", "));
    String prompts =
        Files.exists(suite)
            ? "  - suite: " + quoted(String.valueOf(suite.getFileName())) + "\n"
            : "  - text: Why is the sky blue?\n    checks: [ { contains: light } ]\n";
    return """
    graph: %s
    models: [ %s ]

    # Texts, or files: - csv: FILE (a column text), - jsonl: FILE, - suite: FILE
    prompts:
    %s
    # What must be true of every answer: contains, matches, json, json_schema, cel, tool,
    # latency_below, first_token_below, usd_below, similar
    checks:
      - cel: 'size(answer) > 0'

    max_tokens: 400
    usd: 0.50
    """
        .formatted(quoted(graph), ids, prompts);
  }

  private static String quoted(String text) {
    boolean plain = text.matches("[A-Za-z][A-Za-z0-9_./-]*");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
