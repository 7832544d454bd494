package io.signalbox.engine.dialect.openai.completions;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import io.signalbox.engine.dialect.openai.OpenAiApi;
import io.signalbox.engine.dialect.openai.UsageMembers;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Understands one answer: the chunks of a stream, or a whole body. Belongs to one thread.
final class TextReader implements ReplyReader {
  private final boolean stream;
  private boolean started;
  private boolean said;
  private boolean finished;
  private boolean over;

  TextReader(boolean stream) {
    this.stream = stream;
  }

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    String data = new String(frame.data(), StandardCharsets.UTF_8).strip();
    if (over) {
      return List.of();
    } else if (data.isEmpty() && stream) {
      return List.of(new ReplyEvent.KeepAlive());
    } else if (data.equals("[DONE]")) {
      return done();
    }
    var events = new ArrayList<ReplyEvent>(4);
    try (var cursor = new Cursor(frame.data())) {
      if (!cursor.open() || !body(cursor, events)) {
        return failed(frame);
      }
    } catch (JacksonException e) {
      return failed(frame);
    }
    return events;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean isDone() {
    return over;
  }

  private List<ReplyEvent> done() {
    over = true;
    if (finished || !said) {
      return List.of();
    }
    finished = true;
    return List.of(new ReplyEvent.Finished(FinishReason.STOP, ""));
  }

  private List<ReplyEvent> failed(WireFrame frame) {
    over = true;
    finished = false;
    ErrorBody error = ErrorBody.of(frame.data());
    Failure failure =
        error.message().isEmpty()
            ? Failure.of(
                FailureClass.INTERRUPTED,
                0,
                "The provider's answer cannot be read: it holds no choices.")
            : Failures.inside(error);
    return List.of(new ReplyEvent.Failed(failure));
  }

  /// What is told of one answer.
  private static final class Choice {
    private long index;
    private String text = "";
    private String finish = "";
    private String logprobs = "";
    private String json = "";
  }

  /// Whether it is a part of an answer.
  private boolean body(Cursor cursor, List<ReplyEvent> events) {
    String id = "";
    String model = "";
    var choices = new ArrayList<Choice>();
    var usage = new ArrayList<ReplyEvent>(1);
    boolean part = false;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "id" -> id = cursor.text();
        case "model" -> model = cursor.text();
        case "choices" -> {
          part = cursor.isArray();
          choices(cursor, choices);
        }
        case "usage" ->
            UsageMembers.read(cursor, false)
                .ifPresent(used -> usage.add(new ReplyEvent.UsageReported(used)));
        default -> cursor.skip();
      }
    }
    if (!part || (!stream && choices.isEmpty())) {
      return false;
    }
    if (!started) {
      started = true;
      events.add(new ReplyEvent.Started(id, model));
    }
    choices.stream().filter(each -> each.index > 0).forEach(each -> other(each, events));
    var first = choices.stream().filter(each -> each.index == 0).findFirst();
    first.ifPresent(each -> tell(each, events));
    events.addAll(usage);
    first.ifPresent(each -> finish(each, events));
    return true;
  }

  private static void choices(Cursor cursor, List<Choice> choices) {
    if (!cursor.isArray()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      choices.add(choice(cursor));
    }
  }

  private static Choice choice(Cursor cursor) {
    var choice = new Choice();
    if (!cursor.isObject()) {
      cursor.skip();
      return choice;
    }
    int start = cursor.start();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "index" -> choice.index = cursor.count();
        case "text" -> choice.text = cursor.text();
        case "finish_reason" -> choice.finish = cursor.text();
        case "logprobs" -> choice.logprobs = cursor.isNull() ? "" : cursor.raw();
        default -> cursor.skip();
      }
    }
    choice.json = cursor.rawFrom(start);
    return choice;
  }

  private static void other(Choice choice, List<ReplyEvent> events) {
    events.add(
        new ReplyEvent.Foreign(OpenAiApi.COMPLETIONS, ReplyEvent.Foreign.CHOICE, choice.json));
  }

  private void tell(Choice choice, List<ReplyEvent> events) {
    if (!choice.text.isEmpty()) {
      said = true;
      events.add(new ReplyEvent.TextDelta(choice.text));
    }
    if (!choice.logprobs.isEmpty()) {
      events.add(new ReplyEvent.Foreign(OpenAiApi.COMPLETIONS, "logprobs", choice.logprobs));
    }
  }

  private void finish(Choice choice, List<ReplyEvent> events) {
    if (finished || (stream && choice.finish.isEmpty())) {
      return;
    }
    finished = true;
    FinishReason reason =
        switch (choice.finish) {
          case "", "stop", "eos", "eos_token", "stop_sequence" -> FinishReason.STOP;
          case "length", "max_tokens" -> FinishReason.LENGTH;
          case "content_filter" -> FinishReason.CONTENT_FILTER;
          default -> FinishReason.OTHER;
        };
    events.add(new ReplyEvent.Finished(reason, choice.finish));
  }
}
