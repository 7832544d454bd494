package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.learned.CsvRecords;
import io.signalbox.engine.learned.OutcomeException;
import io.signalbox.engine.workspace.RegularFile;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import io.signalbox.engine.workspace.comparison.PromptSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads prompts from a file.
final class PromptFile {
  private static final int MOST_BYTES = 16 << 20;
  private static final String METADATA = "metadata.";

  private final String name;
  private final Path file;

  private PromptFile(String name, Path file) {
    this.name = name;
    this.file = file;
  }

  /// A file cannot be read; its message says where and why.
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  static List<ReadPrompt> read(Path folder, PromptSource.FromFile from) throws UnreadableException {
    try {
      var file = new PromptFile(from.file(), folder.resolve(from.file()));
      return switch (from.form()) {
        case SUITE -> file.suite();
        case CSV -> file.csv();
        case JSONL -> file.lines();
      };
    } catch (InvalidPathException e) {
      throw new UnreadableException(from.file() + " is not the name of a file.");
    }
  }

  /// The text of a file of any kind.
  static String text(Path folder, String name) throws UnreadableException {
    try {
      return new PromptFile(name, folder.resolve(name)).text();
    } catch (InvalidPathException e) {
      throw new UnreadableException(name + " is not the name of a file.");
    }
  }

  private String text() throws UnreadableException {
    try {
      byte[] bytes = RegularFile.read(file, MOST_BYTES);
      if (bytes.length > MOST_BYTES) {
        throw wrong("it is larger than 16 MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw wrong("there is no such file");
    } catch (CharacterCodingException e) {
      throw wrong("it is not UTF-8 text");
    } catch (IOException | SecurityException e) {
      throw wrong("it cannot be read: " + e.getMessage());
    }
  }

  private UnreadableException wrong(String what) {
    return new UnreadableException(name + ": " + what + ".");
  }

  private List<ReadPrompt> suite() throws UnreadableException {
    SuiteText suite = SuiteText.read(name, text());
    Optional<Problem> problem = suite.problems().stream().filter(Problem::isError).findFirst();
    if (problem.isPresent()) {
      throw new UnreadableException(problem.get().line());
    }
    return suite.suite().orElseThrow().cases().stream().map(this::prompt).toList();
  }

  private ReadPrompt prompt(SuiteCase test) {
    List<AnswerCheck> checks = test.expect().answer().map(PromptFile::checks).orElse(List.of());
    return new ReadPrompt(name + ": " + test.name(), test.name(), test.request(), Map.of(), checks);
  }

  private static List<AnswerCheck> checks(SuiteCase.ExpectedAnswer wanted) {
    var checks = new ArrayList<AnswerCheck>();
    if (!wanted.contains().isEmpty()) {
      String name = "contains: " + String.join(", ", wanted.contains());
      checks.add(
          new AnswerCheck(name, false, new AnswerCheck.CheckRule.Contains(wanted.contains())));
    }
    wanted
        .matches()
        .ifPresent(regex ->
            checks.add(
                new AnswerCheck(
                    "matches: " + regex.text(), false, new AnswerCheck.CheckRule.Matches(regex))));
    if (wanted.json()) {
      checks.add(new AnswerCheck("json", false, new AnswerCheck.CheckRule.IsJson()));
    }
    return checks;
  }

  private List<ReadPrompt> csv() throws UnreadableException {
    var records = new CsvRecords(text());
    try {
      List<String> header = records.next().orElse(List.of()).stream().map(String::strip).toList();
      if (!header.contains("text") && !header.contains("prompt")) {
        throw wrong("line 1: no column is called text or prompt: " + header);
      }
      var prompts = new ArrayList<ReadPrompt>();
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        String where = name + ": line " + records.line();
        prompts.add(record(where, header, next.get()));
      }
      return prompts;
    } catch (OutcomeException e) {
      throw new UnreadableException(name + ": " + e.getMessage());
    }
  }

  private static ReadPrompt record(String where, List<String> header, List<String> fields)
      throws UnreadableException {
    if (fields.size() != header.size()) {
      throw new UnreadableException(
          where + ": it has " + fields.size() + " fields, the header " + header.size() + ".");
    }
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String column = header.get(i);
      if (column.startsWith(METADATA)) {
        metadata.put(column.substring(METADATA.length()), fields.get(i));
      } else {
        values.put(column, fields.get(i));
      }
    }
    String text = values.getOrDefault("text", values.getOrDefault("prompt", ""));
    Optional<String> system =
        Optional.of(values.getOrDefault("system", "")).filter(each -> !each.isEmpty());
    return new ReadPrompt(
        where,
        values.getOrDefault("name", values.getOrDefault("id", "")),
        ReadPrompt.request(text, system, List.of(), metadata),
        values,
        List.of());
  }

  private List<ReadPrompt> lines() throws UnreadableException {
    var prompts = new ArrayList<ReadPrompt>();
    int number = 0;
    for (String line : text().lines().toList()) {
      number++;
      if (!line.isBlank()) {
        prompts.add(PromptLine.read(name + ": line " + number, line));
      }
    }
    return prompts;
  }
}
