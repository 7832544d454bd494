package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.lab.Fingerprints;
import io.signalbox.engine.lab.SuiteRequest;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import io.signalbox.engine.workspace.comparison.ComparisonFile;
import io.signalbox.engine.workspace.comparison.PromptSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Gathers the prompts of a comparison from suites, CSV and JSON lines and from its own text.
public final class PromptSets {
  /// The most prompts of a comparison.
  public static final int MOST_PROMPTS = 10_000;

  /// The most characters of a prompt.
  static final int LONGEST_TEXT = 1_000_000;

  private static final int LONGEST_NAME = 60;
  private static final int KEY = 16;

  private final ComparisonFile file;
  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final List<MatrixPrompt> prompts = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> keys = new TreeMap<>();
  private final Map<AnswerCheck, AnswerCheck> known = new HashMap<>();

  private PromptSets(ComparisonFile file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /// What was gathered.
  ///
  /// @param problems what is wrong, for people: `questions.csv: line 3: …`
  public record Gathered(List<MatrixPrompt> prompts, List<String> problems) {
    public Gathered {
      prompts = List.copyOf(prompts);
      problems = List.copyOf(problems);
    }
  }

  /// Gathers them.
  ///
  /// @param folder that of the comparison's file
  public static Gathered of(ComparisonFile file, Path folder) {
    var sets = new PromptSets(file, folder);
    sets.gather();
    return new Gathered(sets.prompts, sets.problems);
  }

  private void gather() {
    for (PromptSource source : file.prompts()) {
      try {
        List<ReadPrompt> read =
            switch (source) {
              case PromptSource.Written written -> List.of(ReadPrompt.of(written));
              case PromptSource.FromFile from -> PromptFile.read(folder, from);
            };
        read.forEach(this::add);
      } catch (PromptFile.UnreadableException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (prompts.isEmpty() && problems.isEmpty()) {
      problems.add("There is no prompt in the files.");
    }
    if (prompts.size() > MOST_PROMPTS) {
      problems.add(
          prompts.size() + " prompts are more than the " + MOST_PROMPTS + " of one comparison.");
    }
    missingValues();
  }

  /// A value that no prompt has is a slip of the pen, and its check would never be made.
  private void missingValues() {
    for (AnswerCheck check : file.checks()) {
      for (String name : names(check)) {
        boolean known =
            prompts.stream().anyMatch(each -> !each.values().getOrDefault(name, "").isEmpty());
        if (!known && problems.isEmpty()) {
          problems.add(
              "The check “" + check.name() + "” needs {{" + name + "}}, which no prompt has.");
        }
      }
    }
  }

  private static Set<String> names(AnswerCheck check) {
    return switch (check.rule()) {
      case AnswerCheck.CheckRule.Contains contains ->
          PromptValues.names(contains.texts().toString());
      case AnswerCheck.CheckRule.Similar similar -> PromptValues.names(similar.to());
      case AnswerCheck.CheckRule.Matches matches -> Set.of();
      case AnswerCheck.CheckRule.IsJson json -> Set.of();
      case AnswerCheck.CheckRule.FitsSchema fits -> Set.of();
      case AnswerCheck.CheckRule.Holds holds -> Set.of();
      case AnswerCheck.CheckRule.CallsTool calls -> Set.of();
      case AnswerCheck.CheckRule.LatencyBelow below -> Set.of();
      case AnswerCheck.CheckRule.FirstTokenBelow below -> Set.of();
      case AnswerCheck.CheckRule.CostsBelow below -> Set.of();
    };
  }

  private void add(ReadPrompt read) {
    Optional<String> wrong = objection(read);
    if (wrong.isPresent()) {
      problems.add(read.where() + ": " + wrong.get());
      return;
    }
    ChatRequest request = request(read);
    List<AnswerCheck> checks = new ArrayList<>();
    file.checks().forEach(check -> checks.add(whole(check)));
    read.checks().forEach(check -> checks.add(whole(check)));
    prompts.add(
        new MatrixPrompt(
            key(read, request),
            name(read),
            request,
            SuiteRequest.client(read.request()),
            read.values(),
            checks));
  }

  /// A check with its schema in it; one that cannot be read is told once.
  private AnswerCheck whole(AnswerCheck check) {
    return known.computeIfAbsent(
        check,
        each -> {
          try {
            return SchemaFile.inlined(folder, each);
          } catch (PromptFile.UnreadableException e) {
            problems.add(String.valueOf(e.getMessage()));
            return each;
          }
        });
  }

  private static Optional<String> objection(ReadPrompt read) {
    if (read.request().images() > 0) {
      return Optional.of("its images are not real, so it cannot be asked; leave it out.");
    }
    int length = read.request().messages().stream().mapToInt(each -> each.text().length()).sum();
    if (length > LONGEST_TEXT) {
      return Optional.of("a prompt has at most " + LONGEST_TEXT + " characters.");
    }
    boolean says = read.request().messages().stream().anyMatch(each -> !each.text().isBlank());
    return says ? Optional.empty() : Optional.of("the prompt is empty.");
  }

  private ChatRequest request(ReadPrompt read) {
    ChatRequest request = SuiteRequest.of(read.request());
    Sampling sampling = request.sampling();
    if (sampling.maxTokens().isEmpty()) {
      sampling = sampling.withMaxTokens(file.maxTokens());
    }
    if (file.temperature().isPresent()) {
      sampling = sampling.withTemperature(file.temperature());
    }
    List<Message> messages = new ArrayList<>(request.messages());
    boolean alone = messages.stream().noneMatch(each -> each.role() == Role.SYSTEM);
    file.system()
        .filter(text -> alone)
        .ifPresent(text -> messages.addFirst(Message.of(Role.SYSTEM, text)));
    return request.withSampling(sampling).withMessages(messages);
  }

  private String name(ReadPrompt read) {
    String wanted = read.name().isBlank() ? beginning(read) : read.name().strip();
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + " (" + i + ")";
    }
    return name;
  }

  private static String beginning(ReadPrompt read) {
    String text =
        read.request().messages().isEmpty() ? "" : read.request().messages().getLast().text();
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME - 1) + "…" : line;
  }

  /// Of all that is sent. The second prompt that asks the same is another one.
  private String key(ReadPrompt read, ChatRequest request) {
    var all = new StringBuilder();
    request
        .messages()
        .forEach(message -> {
          put(all, message.role().name());
          put(all, message.text());
        });
    put(all, read.request().tools().toString());
    put(all, request.sampling().toString());
    put(all, read.request().json() + " " + read.request().model() + " " + read.request().app());
    put(all, new TreeMap<>(read.request().metadata()).toString());
    put(all, new TreeMap<>(read.request().headers()).toString());
    put(all, read.request().user() + " " + read.request().conversation());
    String whole = Fingerprints.of(all.toString().getBytes(StandardCharsets.UTF_8));
    String key = whole.substring(0, KEY);
    int times = keys.merge(key, 1, Integer::sum);
    return times == 1 ? key : key + "-" + times;
  }

  private static void put(StringBuilder all, String text) {
    all.append(text.length()).append(':').append(text);
  }
}
