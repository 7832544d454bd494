package io.signalbox.engine.exchange.answer;

import io.signalbox.engine.chat.ReplyEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What of an answer could not be told to its client, because the client's dialect has no place for
/// it: each kind once, in words of our own. Belongs to one thread.
public final class AnswerLosses {
  private static final int MOST = 10;

  /// What is told elsewhere too, or means nothing but to the provider itself.
  private static final Set<String> NOTHING_SAID =
      Set.of(
          "thoughtSignature",
          "input_json_delta",
          "caller",
          "container",
          "context_management",
          "stop_details",
          "promptFeedback",
          "reasoning_details",
          "logprobsResult");

  /// Blocks and items for tools that the provider runs, or whose form only its API has.
  private static final Pattern OWN_TOOL =
      Pattern.compile(
          "\\w+_(tool_use|tool_result|call|call_output|search_output)|mcp_\\w+|program\\w*");

  private static final Set<String> OWN_TOOLS = Set.of("executed_tools", "toolCall", "toolResponse");

  /// A provider's word for a kind may be anything.
  private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z_]{0,39}");

  private final Set<String> kinds = new LinkedHashSet<>();

  /// Notes those of the pieces that the client is not told.
  ///
  /// @param told whether it is told a piece
  public void passedOn(List<ReplyEvent> events, Predicate<ReplyEvent> told) {
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.Foreign piece
          && kinds.size() < MOST
          && !NOTHING_SAID.contains(piece.kind())
          && !told.test(piece)) {
        kinds.add(name(piece.kind()));
      } else if (event instanceof ReplyEvent.ToolCallStarted && !told.test(event)) {
        kinds.add("calls but the first");
      }
    }
  }

  private static String name(String kind) {
    if (OWN_TOOLS.contains(kind) || OWN_TOOL.matcher(kind).matches()) {
      return "the provider's own tools and what they found";
    }
    return switch (kind) {
      case "citations_delta",
          "citationMetadata",
          "annotations",
          "citation",
          "citations",
          "citationsContent",
          "content.reference" ->
          "citations";
      case "compaction" -> "the provider's summary of the conversation";
      case "fallback" -> "which model the provider took instead";
      case "groundingMetadata", "urlContextMetadata", "search_results" ->
          "the sources of the answer";
      case "inlineData", "fileData", "images" -> "pictures or files";
      case "executableCode", "codeExecutionResult" -> "code that the provider ran";
      case "audio" -> "sound";
      case "logprobs" -> "the probabilities of its tokens";
      case ReplyEvent.Foreign.CHOICE, "candidate" -> "all answers but the first";
      default -> KIND.matcher(kind).matches() ? "`" + kind + "`" : "a part without a name";
    };
  }

  /// For people.
  public List<String> all() {
    var all = new ArrayList<String>();
    kinds.forEach(kind ->
        all.add("Of the answer, the client's API has no place for " + kind + ": left out."));
    return all;
  }
}
