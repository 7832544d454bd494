package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.workspace.DiskText;
import io.signalbox.engine.workspace.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The text of a comparison, what it reads as, and what is wrong with it. Reading never fails for
/// the text's content. Immutable, safe for threads.
///
/// @param text the text itself
/// @param file as far as it can be understood
/// @param problems in the text's order
public record ComparisonText(String text, Optional<ComparisonFile> file, List<Problem> problems) {
  public ComparisonText {
    problems = List.copyOf(problems);
  }

  /// Reads a text.
  ///
  /// @param fileName how problems call it
  public static ComparisonText read(String fileName, String text) {
    YamlReader.Made<ComparisonFile> made = YamlReader.read(fileName, text, ComparisonReader::read);
    return new ComparisonText(text, made.value(), made.problems());
  }

  /// Reads a file of at most 4 MiB.
  ///
  /// @throws IOException if the disk does not give it
  public static ComparisonText load(Path path) throws IOException {
    DiskText.Held held = DiskText.read(path);
    return held.problem()
        .map(why -> new ComparisonText("", Optional.empty(), List.of(why)))
        .orElseGet(() -> read(path.toString(), held.text().orElse("")));
  }

  /// Whether the text was understood without error.
  public boolean isSound() {
    return file.isPresent() && problems.stream().noneMatch(Problem::isError);
  }
}
