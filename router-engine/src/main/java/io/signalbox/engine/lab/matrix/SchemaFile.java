package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.lab.matrix.PromptFile.UnreadableException;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import io.signalbox.engine.workspace.comparison.AnswerCheck.CheckRule;
import io.signalbox.engine.workspace.comparison.AnswerSchema;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the schemas of checks that stand in files.
final class SchemaFile {
  private SchemaFile() {}

  /// The same check with its schema in it.
  static AnswerCheck inlined(Path folder, AnswerCheck check) throws UnreadableException {
    if (!(check.rule() instanceof CheckRule.FitsSchema fits) || fits.file().isEmpty()) {
      return check;
    }
    String schema = PromptFile.text(folder, fits.file());
    Optional<String> wrong = AnswerSchema.objection(schema);
    if (wrong.isPresent()) {
      throw new UnreadableException(fits.file() + ": " + wrong.get());
    }
    return new AnswerCheck(check.name(), check.not(), new CheckRule.FitsSchema(schema, ""));
  }
}
