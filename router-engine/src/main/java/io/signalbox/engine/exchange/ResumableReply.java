package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.route.Router;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Remembers what the client has read of a streamed answer, so that another model can go on with
/// it. That is only possible while all of it is plain text. However many models speak, the client
/// is told one beginning, one end, and the usage of all. Belongs to one thread, but for
/// [#silent()].
final class ResumableReply implements ReplySink {
  /// A longer answer is not gone on with.
  private static final int LONGEST = 1_000_000;

  /// Members of a request by which an answer is more than one plain text.
  private static final Set<String> FORMS =
      Set.of(
          "n",
          "best_of",
          "logprobs",
          "top_logprobs",
          "modalities",
          "audio",
          "functions",
          "tools",
          "response_format",
          "output_config",
          "output_format",
          "text",
          "web_search_options",
          "mcp_servers",
          "container",
          "thinking",
          "candidateCount",
          "responseModalities",
          "responseLogprobs",
          "speechConfig");

  /// How many answers are wanted: one is no form.
  private static final Set<String> COUNTS =
      Set.of("n", "best_of", "candidateCount", "generationConfig.candidateCount");

  private final ReplySink client;
  private final StringBuilder said = new StringBuilder();
  private boolean plain = true;
  private boolean begun;
  private boolean bare; // whether the last bytes said nothing that we understand
  private Optional<Usage> before = Optional.empty();

  private ResumableReply(ReplySink client) {
    this.client = client;
  }

  /// One for a client, if the graph continues answers and this request asks for plain text.
  static Optional<ResumableReply> of(Router router, ChatRequest request, ReplySink client) {
    return router.continues() && isPlain(request)
        ? Optional.of(new ResumableReply(client))
        : Optional.empty();
  }

  private static boolean isPlain(ChatRequest request) {
    return request.stream()
        && request.tools().isEmpty()
        && request.format() instanceof ResponseFormat.Text
        && isPlain(request.extras().members())
        && isPlain(request.extras().usual())
        && isPlain(request.extras().set());
  }

  private static boolean isPlain(Map<String, String> members) {
    return members.entrySet().stream()
        .allMatch(each -> !isForm(each.getKey()) || isUsual(each.getKey(), each.getValue()));
  }

  /// Members within others have dotted names: `tools.googleSearch`.
  private static boolean isForm(String name) {
    return Arrays.stream(name.split("[.\\[]", -1)).anyMatch(FORMS::contains);
  }

  private static boolean isUsual(String name, String value) {
    String json = value.strip();
    return Set.of("null", "false").contains(json) || (json.equals("1") && COUNTS.contains(name));
  }

  /// What the client has read.
  String said() {
    return said.toString();
  }

  @Override
  public void begin(Beginning beginning) throws IOException {
    if (begun) {
      client.resume();
    } else {
      begun = true;
      client.begin(beginning.continued());
    }
  }

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
    events.forEach(this::hear);
    bare = events.isEmpty() && raw.length > 0;
    client.take(before.isEmpty() ? events : events.stream().map(this::summed).toList(), raw);
  }

  private void hear(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.TextDelta text when said.length() < LONGEST -> said.append(text.text());
      case ReplyEvent.TextDelta text -> plain = false;
      case ReplyEvent.Started started -> {}
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.KeepAlive sign -> {}
      case ReplyEvent.Embedded vector -> plain = false;
      case ReplyEvent.RefusalDelta refusal -> plain = false;
      case ReplyEvent.ReasoningDelta thought -> plain = false;
      case ReplyEvent.ReasoningSigned signed -> plain = false;
      case ReplyEvent.ReasoningRedacted redacted -> plain = false;
      case ReplyEvent.ToolCallStarted call -> plain = false;
      case ReplyEvent.ToolCallDelta call -> plain = false;
      case ReplyEvent.Foreign foreign -> plain = false;
      case ReplyEvent.Finished finished -> plain = false;
      case ReplyEvent.Failed failed -> plain = false;
    }
  }

  private ReplyEvent summed(ReplyEvent event) {
    return event instanceof ReplyEvent.UsageReported told
        ? new ReplyEvent.UsageReported(before.map(told.usage()::plus).orElse(told.usage()))
        : event;
  }

  /// Bytes that we do not understand may have ended the text for the client.
  @Override
  public boolean canGoOn(ChatRequest sent) {
    String text = said.toString();
    var limit = sent.sampling().maxTokens();
    int more = TokenCounter.textTokens(text) - TokenCounter.textTokens(sent.begun());
    return plain
        && !bare
        && !text.isBlank()
        && sent.sampling().stop().stream().noneMatch(stop -> mayHaveBegun(stop, text))
        && (limit.isEmpty() || more < limit.getAsInt());
  }

  /// A text at which the answer ends must not be cut in two, or nobody would see it.
  private static boolean mayHaveBegun(String stop, String text) {
    for (int length = 1; length < stop.length(); length++) {
      if (text.endsWith(stop.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  /// A model has said so much, and another goes on.
  ///
  /// @param used what it used
  void brokenOff(Optional<Usage> used) {
    before = before.isEmpty() ? used : used.map(before.get()::plus).or(() -> before);
    client.pause();
  }

  @Override
  public void end(Ending ending) throws IOException {
    client.end(
        before.isEmpty()
            ? ending
            : new Ending(ending.usage().map(before.get()::plus), ending.attempt()));
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return client.tells(piece);
  }

  @Override
  public boolean finished() {
    return client.finished();
  }

  @Override
  public boolean isStopping() {
    return client.isStopping();
  }

  @Override
  public boolean passesOn(List<ReplyEvent> first) {
    return client.passesOn(first);
  }

  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    return client.objection(events);
  }

  @Override
  public void broken(Failure failure) throws IOException {
    client.broken(failure);
  }

  @Override
  public void silent() {
    client.silent();
  }
}
