package io.signalbox.engine.conform;

import io.signalbox.engine.spi.RequestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Thinking: which efforts are taken, and where it stands in answers.
final class ReasoningProbe {
  static final String QUESTION = "Is 91 a prime number? Answer with one word.";
  private static final List<String> EFFORTS =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

  /// Members in which servers put it.
  private static final List<String> MEMBERS = List.of("reasoning_content", "reasoning");

  private final ChatTarget chat;
  private final Notebook notes;

  ReasoningProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  void run() {
    member();
    efforts();
  }

  private void member() {
    String question = "where thinking stands in an answer";
    EndpointReply reply = chat.send(chat.body(QUESTION, ChatTarget.MORE));
    JsonNode message =
        reply.json().orElse(ParameterProbe.nothing()).path("choices").path(0).path("message");
    Optional<String> member =
        MEMBERS.stream().filter(each -> !message.path(each).asString("").isEmpty()).findFirst();
    if (member.isPresent()) {
      notes.rules.thoughts =
          Optional.of(new RequestRules.Thoughts(member.get(), RequestRules.Thoughts.Turns.LOOP));
      notes.yes(
          "reasoning.member",
          question,
          "`" + member.get() + "`",
          "It goes back in that member while tools are called.");
    } else if (message.path("content").asString("").contains("<think>")) {
      notes.broken(
          "reasoning.member",
          question,
          "`<think>` in the text",
          "thinking stands within the text",
          "Clients show it as a part of the answer; let the server separate it.");
    } else if (message.isMissingNode()) {
      notes.unclear("reasoning.member", question, reply.brief(), "no answer came");
    } else {
      notes.no(
          "reasoning.member", question, "none", "the model did not think, or does not show it", "");
    }
  }

  private void efforts() {
    String question = "`reasoning_effort`: " + String.join(", ", EFFORTS);
    var taken = new ArrayList<String>();
    String refusal = "";
    for (String effort : EFFORTS) {
      EndpointReply reply = chat.hello(body -> body.put("reasoning_effort", effort));
      if (reply.isGood()) {
        taken.add(effort);
      } else if (reply.isRefused()) {
        refusal = reply.brief();
      } else {
        notes.unclear(
            "reasoning.efforts", question, reply.brief(), "another error came in between");
        return;
      }
    }
    if (taken.isEmpty()) {
      notes.rules.efforts = Optional.of(List.of());
      notes.no("reasoning.efforts", question, refusal, "it takes none", "No effort goes out.");
    } else if (taken.size() < EFFORTS.size()) {
      notes.rules.efforts = Optional.of(List.copyOf(taken));
      notes.yes(
          "reasoning.efforts",
          question,
          String.join(", ", taken),
          "Others go out as the nearest of these.");
    } else {
      notes.yes("reasoning.efforts", question, "all taken", "It takes or ignores any.");
    }
  }
}
