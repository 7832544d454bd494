package io.signalbox.engine.exchange.promptcache;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.spi.RequestRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The marks of a request.
final class ClientMarks {
  private ClientMarks() {}

  /// How many there are.
  static long in(ChatRequest request) {
    long marks = 0;
    for (Tool tool : request.tools()) {
      marks += tool.mark().isPresent() ? 1 : 0;
    }
    for (Message message : request.messages()) {
      marks += in(message.parts());
    }
    return marks;
  }

  private static long in(List<Part> parts) {
    long marks = 0;
    for (Part part : parts) {
      marks += in(part);
    }
    return marks;
  }

  private static long in(Part part) {
    return part instanceof Part.CacheMark
        ? 1
        : part instanceof Part.ToolResult result ? in(result.content()) : 0;
  }

  /// The request without them.
  static ChatRequest removed(ChatRequest request) {
    return changed(request, mark -> Optional.empty());
  }

  /// The request with as many as a receiver takes, the last ones; of its kind.
  static MarkedPrompt fitted(ChatRequest request, RequestRules.CacheMarks rule) {
    Set<String> losses = new LinkedHashSet<>();
    ChatRequest unmarked = rule.tools() ? request : toolsRemoved(request, losses);
    ChatRequest shorter =
        rule.hour() ? unmarked : changed(unmarked, mark -> Optional.of(minutes(mark, losses)));
    long above = in(shorter) - rule.most();
    if (above <= 0) {
      return new MarkedPrompt(shorter, List.copyOf(losses));
    }
    losses.add("cache_control: of the marks, the provider takes the last " + rule.most());
    return new MarkedPrompt(skipped(shorter, above), List.copyOf(losses));
  }

  private static ChatRequest toolsRemoved(ChatRequest request, Set<String> losses) {
    if (request.tools().stream().allMatch(tool -> tool.mark().isEmpty())) {
      return request;
    }
    losses.add("cache_control: the provider has no marks on tools");
    return tools(request, mark -> Optional.empty());
  }

  private static Part.CacheMark minutes(Part.CacheMark mark, Set<String> losses) {
    if (!mark.isOfHour()) {
      return mark;
    }
    losses.add("cache_control: the provider caches for five minutes, not for an hour");
    return Part.CacheMark.USUAL;
  }

  private static ChatRequest skipped(ChatRequest request, long count) {
    var left = new long[] {count};
    return changed(request, mark -> left[0]-- > 0 ? Optional.empty() : Optional.of(mark));
  }

  /// What becomes of a mark.
  private interface Change {
    Optional<Part.CacheMark> of(Part.CacheMark mark);
  }

  private static ChatRequest changed(ChatRequest request, Change change) {
    ChatRequest tools = tools(request, change);
    UnaryOperator<Message> each =
        message -> new Message(message.role(), changed(message.parts(), change));
    return tools.withMessages(tools.messages().stream().map(each).toList());
  }

  private static ChatRequest tools(ChatRequest request, Change change) {
    List<Tool> tools =
        request.tools().stream()
            .map(tool -> tool.withMark(tool.mark().flatMap(change::of)))
            .toList();
    return request.withTools(tools, request.toolChoice(), request.parallelToolCalls());
  }

  private static List<Part> changed(List<Part> parts, Change change) {
    List<Part> all = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part instanceof Part.CacheMark mark) {
        change.of(mark).ifPresent(all::add);
      } else if (part instanceof Part.ToolResult result) {
        List<Part> said = changed(result.content(), change);
        all.add(new Part.ToolResult(result.callId(), said, result.error()));
      } else {
        all.add(part);
      }
    }
    return all;
  }
}
