package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;

/// The signals of a graph in agentgateway's CEL over the body of a request to Chat Completions,
/// Messages or Responses.
final class SignalCel {
  private static final String BODY = RequestFacts.BODY;

  /// The messages of a request to Chat Completions, Messages or Responses.
  private static final String MESSAGES =
      "coalesce(" + BODY + ".messages, " + BODY + ".input.filter(m, has(m.role)), [])";

  private static final String WORDS =
      "coalesce(%1$s.filter(p, p.type in [\"text\", \"input_text\"]).map(p, p.text).join(\"\\n\"),"
          + " string(%1$s), \"\")";

  private SignalCel() {}

  /// @throws UnspeakableException if agentgateway does not know it
  static String of(Signal signal) throws UnspeakableException {
    return switch (signal) {
      case MODEL -> "coalesce(string(" + BODY + ".model), \"\")";
      case USER -> user();
      case TEXT -> text();
      case SYSTEM -> system();
      case MESSAGES -> messages();
      case MAX_TOKENS -> mostTokens();
      case IMAGES -> images();
      case STREAM -> "coalesce(" + BODY + ".stream == true, false)";
      case HAS_TOOLS -> hasTools();
      case WANTS_JSON -> wantsJson();
      case TOOLS -> tools();
      case REASONING -> reasoning();
      case TOKENS ->
          throw new UnspeakableException("tokens, which it does not count before it chooses");
      case APP, CONVERSATION, METADATA, HEADERS, LANGUAGE, CLIENT, AGENT, PURPOSE ->
          throw new UnspeakableException(signal.id());
      case HOUR, WEEKDAY, NOW, SPEND, PRICE, HEALTH -> throw new UnspeakableException(signal.id());
    };
  }

  private static String user() {
    return "coalesce(string(request.path.endsWith(\"/messages\") ? "
        + BODY
        + ".metadata.user_id : "
        + BODY
        + ".user), \"\")";
  }

  /// Of the last message of the user that has a text.
  private static String text() {
    return "coalesce("
        + MESSAGES
        + ".filter(m, m.role == \"user\").map(m, "
        + WORDS.formatted("m.content")
        + ").filter(t, t != \"\").with(l, l[size(l) - 1]), string("
        + BODY
        + ".input), \"\")";
  }

  private static String system() {
    return "(coalesce([has("
        + BODY
        + ".system) ? "
        + WORDS.formatted(BODY + ".system")
        + " : string("
        + BODY
        + ".instructions)], []) + "
        + MESSAGES
        + ".filter(m, m.role in [\"system\", \"developer\"]).map(m, "
        + WORDS.formatted("m.content")
        + ")).join(\"\\n\\n\")";
  }

  /// What tools answered to Messages is a turn of its own before what the user says.
  private static String messages() {
    return "size("
        + MESSAGES
        + ") + (has("
        + BODY
        + ".system) || has("
        + BODY
        + ".instructions) ? 1 : 0) + size("
        + MESSAGES
        + ".filter(m, coalesce(m.content.exists(p, p.type == \"tool_result\")"
        + " && m.content.exists(p, p.type != \"tool_result\"), false)))"
        + " + (coalesce(size(string("
        + BODY
        + ".input)) > 0, false) ? 1 : 0)";
  }

  private static String mostTokens() {
    return "int(coalesce("
        + BODY
        + ".max_completion_tokens, "
        + BODY
        + ".max_tokens, "
        + BODY
        + ".max_output_tokens, 0))";
  }

  /// CEL has no sum: each image becomes a letter.
  private static String images() {
    return "size("
        + MESSAGES
        + ".map(m, coalesce(m.content.filter(p, p.type in [\"image_url\", \"input_image\","
        + " \"image\"]).map(p, \"i\").join(\"\"), \"\")).join(\"\"))";
  }

  private static String hasTools() {
    return "coalesce("
        + BODY
        + ".tools, []).exists(t, coalesce(string(t.type), \"function\") in [\"function\","
        + " \"custom\"]) || size(coalesce("
        + BODY
        + ".functions, [])) > 0";
  }

  private static String tools() {
    return "coalesce("
        + BODY
        + ".tools, []).map(t, coalesce(string(t.function.name), string(t.name), string(t.type),"
        + " \"\")) + coalesce("
        + BODY
        + ".functions, []).map(t, coalesce(string(t.name), \"\"))";
  }

  private static String wantsJson() {
    return "coalesce("
        + BODY
        + ".response_format.type, "
        + BODY
        + ".text.format.type, "
        + BODY
        + ".output_config.format.type, \"\") in [\"json_object\", \"json_schema\"]";
  }

  private static String reasoning() {
    String budget = "int(coalesce(" + BODY + ".thinking.budget_tokens, 0))";
    return "coalesce(string("
        + BODY
        + ".reasoning_effort), string("
        + BODY
        + ".reasoning.effort), string("
        + BODY
        + ".output_config.effort), "
        + BODY
        + ".thinking.type == \"enabled\" ? ("
        + budget
        + " < 4096 ? \"low\" : "
        + budget
        + " < 16000 ? \"medium\" : \"high\") : \"\", \"\")";
  }
}
