package io.signalbox.engine.route.redaction;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.graph.RewriteNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Redacts whatever looks like personal data in all texts of a request, whatever member they stand
/// in. What stays is what only names something in the protocol: types, roles, ids, names of tools,
/// signatures, bytes. Belongs to one thread.
public final class RequestRedaction {
  /// JSON in a text in JSON in a text is looked into so deep.
  private static final int DEEPEST = 3;

  private final Function<String, List<PersonalData.Span>> finder;
  private final boolean idle;
  private final Optional<MarkNumbers> numbers;
  private int count;
  private int depth;

  /// @param kinds what is redacted
  public RequestRedaction(Set<RewriteNode.Redaction> kinds) {
    this(text -> PersonalData.in(text, kinds, Marking.PLAIN), kinds.isEmpty(), Optional.empty());
  }

  /// One that gives each value a mark of its own.
  private RequestRedaction(Set<RewriteNode.Redaction> kinds, MarkNumbers numbers) {
    this(text -> PersonalData.in(text, kinds, numbers), kinds.isEmpty(), Optional.of(numbers));
  }

  /// One that only shows all texts to somebody.
  RequestRedaction(Function<String, List<PersonalData.Span>> finder) {
    this(finder, false, Optional.empty());
  }

  private RequestRedaction(
      Function<String, List<PersonalData.Span>> finder,
      boolean idle,
      Optional<MarkNumbers> numbers) {
    this.finder = finder;
    this.idle = idle;
    this.numbers = numbers;
  }

  /// One for a single request that can be undone in its answer: each value gets a mark of its own,
  /// see [#marks].
  ///
  /// @param before the marks that were given on the path
  /// @param added texts that are added to the request, for marks to differ from
  public static RequestRedaction restorable(
      Set<RewriteNode.Redaction> kinds,
      RedactionMarks before,
      ChatRequest request,
      List<String> added) {
    return new RequestRedaction(kinds, new MarkNumbers(before, request, added));
  }

  /// The marks that stand for values so far, those of nodes before among them.
  public RedactionMarks marks() {
    return numbers.map(MarkNumbers::all).orElse(RedactionMarks.NONE);
  }

  /// How much was redacted so far.
  public int count() {
    return count;
  }

  /// A request without what is to be redacted; its labels and its user's name stay.
  public ChatRequest of(ChatRequest request) {
    if (idle) {
      return request;
    }
    // What grows with a conversation comes last, so that numbers before it stay.
    List<Tool> tools = request.tools().stream().map(this::of).toList();
    ResponseFormat format = of(request.format());
    return new ChatRequest(
        request.model(),
        request.messages().stream().map(this::of).toList(),
        tools,
        request.toolChoice(),
        request.parallelToolCalls(),
        request.sampling().withStop(request.sampling().stop().stream().map(this::of).toList()),
        format,
        request.stream(),
        request.streamUsage(),
        request.metadata(),
        request.user(),
        of(request.extras()),
        of(request.begun()),
        request.operation());
  }

  /// The same for the labels and the user's name, by which a graph decides: they are redacted last,
  /// right before the request goes out.
  public ChatRequest ofLabels(ChatRequest request) {
    if (idle) {
      return request;
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    request.metadata().forEach((name, value) -> metadata.put(of(name), of(value)));
    return request.withMetadata(metadata).withUser(request.user().map(this::of));
  }

  private Extras of(Extras extras) {
    return new Extras(
        extras.dialect(),
        of(extras.members()),
        extras.overruled(),
        of(extras.set()),
        of(extras.usual()));
  }

  private Map<String, String> of(Map<String, String> members) {
    Map<String, String> changed = new LinkedHashMap<>();
    members.forEach((name, json) -> changed.put(of(name), ofMember(name, json)));
    return changed;
  }

  private String ofMember(String name, String json) {
    return JsonStrings.changedMember(name, json, this::of);
  }

  private Tool of(Tool tool) {
    String schema = JsonStrings.changed(tool.schema(), this::of);
    return new Tool(tool.name(), of(tool.description()), schema, tool.strict(), tool.mark());
  }

  private ResponseFormat of(ResponseFormat format) {
    return format instanceof ResponseFormat.JsonSchema schema
        ? new ResponseFormat.JsonSchema(
            schema.name(), JsonStrings.changed(schema.schema(), this::of), schema.strict())
        : format;
  }

  private Message of(Message message) {
    List<Part> parts = message.parts().stream().map(this::of).toList();
    return new Message(message.role(), acrossParts(parts));
  }

  /// What is cut into several texts is read as one by a model.
  private List<Part> acrossParts(List<Part> parts) {
    var joined = new ArrayList<Part>();
    var run = new ArrayList<String>();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        run.add(text.text());
      } else {
        joined.addAll(ofRun(run));
        run.clear();
        joined.add(part);
      }
    }
    joined.addAll(ofRun(run));
    return joined;
  }

  private List<Part.Text> ofRun(List<String> run) {
    if (run.size() < 2) {
      return run.stream().map(Part.Text::new).toList();
    }
    List<PersonalData.Span> spans = finder.apply(String.join("", run));
    count += spans.size();
    var texts = new ArrayList<Part.Text>();
    int start = 0;
    int next = 0; // of the spans: the first that ends behind this text's start
    for (String text : run) {
      int end = start + text.length();
      var here = new ArrayList<PersonalData.Span>();
      while (next < spans.size() && spans.get(next).start() < end) {
        PersonalData.Span span = spans.get(next);
        String mark = span.start() >= start ? span.mark() : "";
        int from = Math.max(span.start(), start) - start;
        here.add(new PersonalData.Span(from, Math.min(span.end(), end) - start, mark));
        if (span.end() > end) {
          break;
        }
        next++;
      }
      texts.add(new Part.Text(PersonalData.marked(text, here)));
      start = end;
    }
    return texts;
  }

  private Part of(Part part) {
    return switch (part) {
      case Part.Text text -> new Part.Text(of(text.text()));
      case Part.ToolCall call ->
          new Part.ToolCall(
              call.id(), call.name(), JsonStrings.changed(call.arguments(), this::of));
      case Part.ToolResult result ->
          new Part.ToolResult(
              result.callId(),
              acrossParts(result.content().stream().map(this::of).toList()),
              result.error());
      case Part.Image image ->
          image.url().startsWith("data:") ? image : new Part.Image(of(image.url()), image.detail());
      case Part.Reasoning reasoning -> of(reasoning);
      case Part.Refusal refusal -> new Part.Refusal(of(refusal.text()));
      case Part.CacheMark mark -> mark;
      case Part.Foreign foreign ->
          new Part.Foreign(
              foreign.dialect(), foreign.kind(), ofMember(foreign.kind(), foreign.json()));
    };
  }

  /// A signature is of the very text, so it goes if the text changes.
  private Part of(Part.Reasoning reasoning) {
    String black = of(reasoning.text());
    var signature =
        reasoning
            .signature()
            .flatMap(each -> RestoredThinking.signature(each, reasoning.text(), black));
    return new Part.Reasoning(black, signature, reasoning.redacted());
  }

  private String of(String text) {
    List<PersonalData.Span> spans = finder.apply(text);
    count += spans.size();
    String black = PersonalData.marked(text, spans);
    if (depth == DEEPEST || !isJson(black)) {
      return black;
    }
    depth++;
    String inner = JsonStrings.changedStrings(black, this::of);
    depth--;
    return inner;
  }

  /// Whether it may be JSON: what its escapes hide is looked at too.
  private static boolean isJson(String text) {
    if (text.indexOf('\\') < 0) {
      return false;
    }
    String bare = text.strip();
    return (bare.startsWith("{") && bare.endsWith("}"))
        || (bare.startsWith("[") && bare.endsWith("]"))
        || (bare.startsWith("\"") && bare.endsWith("\""));
  }
}
