package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import io.signalbox.engine.workspace.comparison.PromptSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A prompt as a file has it. Immutable.
///
/// @param where it stands, for people
/// @param name empty: none was given
record ReadPrompt(
    String where,
    String name,
    SuiteCase.Request request,
    Map<String, String> values,
    List<AnswerCheck> checks) {
  static ReadPrompt of(PromptSource.Written written) {
    return new ReadPrompt(
        written.place().path(),
        written.name(),
        request(written.text(), written.system(), written.tools(), written.metadata()),
        written.values(),
        written.checks());
  }

  /// A single question.
  static SuiteCase.Request request(
      String text, Optional<String> system, List<String> tools, Map<String, String> metadata) {
    List<Message> messages = new ArrayList<>();
    system.ifPresent(each -> messages.add(Message.of(Role.SYSTEM, each)));
    messages.add(Message.of(Role.USER, text));
    return new SuiteCase.Request(
        messages,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        metadata,
        Map.of(),
        tools,
        0,
        OptionalInt.empty(),
        false,
        false);
  }
}
