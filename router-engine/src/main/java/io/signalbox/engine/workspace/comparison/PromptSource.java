package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.graph.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where prompts come from. Immutable.
public sealed interface PromptSource {
  /// Its place in the file.
  Place place();

  /// The kinds of files with prompts.
  enum FileForm {
    /// The requests of a suite's cases; what they expect of the answer becomes checks.
    SUITE,

    /// A record for each prompt, with the column `text` or `prompt`.
    CSV,

    /// A JSON object in each line.
    JSONL
  }

  /// A file.
  ///
  /// @param file relative to the comparison's
  record FromFile(FileForm form, String file, Place place) implements PromptSource {}

  /// A prompt that is written in the comparison.
  ///
  /// @param name empty: its beginning
  /// @param metadata labels of the request
  /// @param values what `{{NAME}}` in checks stands for
  /// @param checks of its answers alone
  record Written(
      String name,
      String text,
      Optional<String> system,
      List<String> tools,
      Map<String, String> metadata,
      Map<String, String> values,
      List<AnswerCheck> checks,
      Place place)
      implements PromptSource {
    public Written {
      tools = List.copyOf(tools);
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      checks = List.copyOf(checks);
    }
  }
}
