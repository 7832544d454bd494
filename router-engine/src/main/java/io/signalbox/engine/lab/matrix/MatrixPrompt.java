package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import java.util.List;
import java.util.Map;

/// A prompt that all models of a comparison get. Immutable.
///
/// @param key the same for the same request: it tells whether an answer is one to this prompt
/// @param name how people call it; no other of the plan has it
/// @param values what `{{NAME}}` in checks stands for
/// @param checks of its answers, those of the whole comparison first
public record MatrixPrompt(
    String key,
    String name,
    ChatRequest request,
    Client client,
    Map<String, String> values,
    List<AnswerCheck> checks) {
  public MatrixPrompt {
    values = Map.copyOf(values);
    checks = List.copyOf(checks);
  }

  /// What a person would call the prompt: the last message of the user.
  public String text() {
    return request.lastUserText();
  }
}
