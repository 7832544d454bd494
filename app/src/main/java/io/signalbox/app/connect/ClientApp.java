package io.signalbox.app.connect;

import java.util.List;
import java.util.stream.Stream;

/// A program that can use the proxy, or cannot yet. Lines hold `{base}`, for clients of Anthropic's
/// Messages `{root}`, the same without `/v1`, `{model}` and `{key}` where those go. Immutable.
///
/// @param kind `agent`, `editor`, `library`, `chat` or `terminal`
/// @param name how people call it
/// @param place where the lines go: a file, or what is done with them
/// @param lines what goes there; empty if it cannot be connected yet
/// @param start how it is started; may be empty
/// @param note what else is to be known; if it cannot be connected yet: why, and what works instead
record ClientApp(String kind, String name, String place, String lines, String start, String note) {
  private static final String OPENCODE = "opencode";

  /// Whether it can be connected.
  boolean works() {
    return !lines.isEmpty();
  }

  String id() {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  /// Its file, below the user's directory, if the lines are all that has to be in it.
  java.util.Optional<String> file() {
    return name.equals(OPENCODE)
        ? java.util.Optional.of(".config/opencode/opencode.json")
        : java.util.Optional.empty();
  }

  /// The lines for one proxy and key.
  static String filled(String lines, String base, String model, String key) {
    return lines
        .replace("{base}", base)
        .replace("{root}", base.replaceFirst("/v1$", ""))
        .replace("{model}", model)
        .replace("{key}", key);
  }

  private static ClientApp later(String kind, String name, String needs, String instead) {
    return new ClientApp(
        kind,
        name,
        "",
        "",
        "",
        "Not yet: it needs " + needs + ", which this version does not speak. " + instead);
  }

  /// All that are known, those of a kind together.
  static List<ClientApp> all() {
    return Stream.of(agents(), editors(), openAi(), anthropic(), frameworks(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ClientApp> agents() {
    return List.of(
        claudeCode(),
        codex(),
        later(
            "agent",
            "Gemini CLI",
            "Gemini's own protocol",
            "Claude Code, Codex, opencode and Qwen Code work today as coding agents."),
        opencode(),
        qwenCode());
  }

  private static ClientApp claudeCode() {
    return new ClientApp(
        "agent",
        "Claude Code",
        "your shell",
        """
        export ANTHROPIC_BASE_URL={root}
        export ANTHROPIC_AUTH_TOKEN={key}
        export ANTHROPIC_MODEL='{model}'
        export ANTHROPIC_DEFAULT_HAIKU_MODEL='{model}'\
        """,
        "claude",
        "Any provider's model can answer; what only Anthropic's understand, such as marks for"
            + " the prompt cache, reaches only those.");
  }

  private static ClientApp qwenCode() {
    return new ClientApp(
        "agent",
        "Qwen Code",
        "your shell",
        """
        export SIGNALBOX_KEY={key}
        export OPENAI_API_KEY=$SIGNALBOX_KEY
        export OPENAI_BASE_URL={base}
        export OPENAI_MODEL='{model}'\
        """,
        "qwen --auth-type openai",
        "");
  }

  private static List<ClientApp> editors() {
    return List.of(cline(), continueEditor());
  }

  private static ClientApp cline() {
    return new ClientApp(
        "editor",
        "Cline",
        "Cline's settings",
        """
        API Provider:  OpenAI Compatible
        Base URL:      {base}
        API Key:       {key}
        Model ID:      {model}\
        """,
        "",
        "Written after Cline's settings page; not tried by us.");
  }

  private static ClientApp continueEditor() {
    return new ClientApp(
        "editor",
        "Continue",
        "~/.continue/config.yaml, below models:",
        """
          - name: Signalbox
            provider: openai
            model: {model}
            apiBase: {base}
            apiKey: {key}\
        """,
        "",
        "Written after Continue's documentation; not tried by us.");
  }

  private static List<ClientApp> openAi() {
    return List.of(openAiPython(), openAiNode(), openAiJava());
  }

  private static ClientApp openAiPython() {
    return new ClientApp(
        "library",
        "OpenAI SDK, Python",
        "your program",
        """
        from openai import OpenAI

        client = OpenAI(base_url="{base}", api_key="{key}")
        answer = client.chat.completions.create(
            model="{model}",
            messages=[{"role": "user", "content": "Hello"}],
        )\
        """,
        "",
        "client.responses works too.");
  }

  private static ClientApp openAiNode() {
    return new ClientApp(
        "library",
        "OpenAI SDK, Node",
        "your program",
        """
        import OpenAI from "openai";

        const client = new OpenAI({
          baseURL: "{base}",
          apiKey: "{key}",
        });
        const answer = await client.chat.completions.create({
          model: "{model}",
          messages: [{ role: "user", content: "Hello" }],
        });\
        """,
        "",
        "client.responses works too.");
  }

  private static ClientApp openAiJava() {
    return new ClientApp(
        "library",
        "OpenAI SDK, Java",
        "your program",
        """
        OpenAIClient client =
            OpenAIOkHttpClient.builder()
                .baseUrl("{base}")
                .apiKey("{key}")
                .build();
        // then client.chat().completions().create(…) with model "{model}"\
        """,
        "",
        "client.responses() works too.");
  }

  private static List<ClientApp> anthropic() {
    return List.of(anthropicPython(), anthropicNode());
  }

  private static ClientApp anthropicPython() {
    return new ClientApp(
        "library",
        "Anthropic SDK, Python",
        "your program",
        """
        from anthropic import Anthropic

        client = Anthropic(base_url="{root}", api_key="{key}")
        answer = client.messages.create(
            model="{model}",
            max_tokens=1024,
            messages=[{"role": "user", "content": "Hello"}],
        )\
        """,
        "",
        "");
  }

  private static ClientApp anthropicNode() {
    return new ClientApp(
        "library",
        "Anthropic SDK, Node",
        "your program",
        """
        import Anthropic from "@anthropic-ai/sdk";

        const client = new Anthropic({
          baseURL: "{root}",
          apiKey: "{key}",
        });
        const answer = await client.messages.create({
          model: "{model}",
          max_tokens: 1024,
          messages: [{ role: "user", content: "Hello" }],
        });\
        """,
        "",
        "");
  }

  private static List<ClientApp> frameworks() {
    return List.of(langChain(), aiSdk());
  }

  private static ClientApp langChain() {
    return new ClientApp(
        "library",
        "LangChain",
        "your program",
        """
        from langchain_openai import ChatOpenAI

        model = ChatOpenAI(
            base_url="{base}", api_key="{key}", model="{model}"
        )\
        """,
        "",
        "");
  }

  private static ClientApp aiSdk() {
    return new ClientApp(
        "library",
        "AI SDK",
        "your program",
        """
        import { createOpenAICompatible } from "@ai-sdk/openai-compatible";

        const signalbox = createOpenAICompatible({
          name: "signalbox",
          baseURL: "{base}",
          apiKey: "{key}",
        });
        const model = signalbox("{model}");\
        """,
        "",
        "openai(…) works too. In a conversation it needs providerOptions: { openai: { store:"
            + " false } }, for the proxy keeps no answers.");
  }

  private static List<ClientApp> others() {
    return List.of(openWebUi(), curl());
  }

  private static ClientApp openWebUi() {
    return new ClientApp(
        "chat",
        "Open WebUI",
        "Admin settings, Connections, OpenAI API",
        "URL:  {base}\nKey:  {key}",
        "",
        "In a container the address is another machine's: it works only where 127.0.0.1 is this"
            + " machine. Not tried by us.");
  }

  private static ClientApp curl() {
    return new ClientApp(
        "terminal",
        "curl",
        "a terminal",
        """
        curl {base}/chat/completions \\
          -H "authorization: Bearer {key}" \\
          -H "content-type: application/json" \\
          -d '{"model":"{model}","messages":[{"role":"user","content":"Hello"}]}'\
        """,
        "",
        "");
  }

  private static ClientApp codex() {
    return new ClientApp(
        "agent",
        "Codex",
        "~/.codex/config.toml, at its top",
        """
        model = "{model}"
        model_provider = "signalbox"

        [model_providers.signalbox]
        name = "Signalbox"
        base_url = "{base}"
        wire_api = "responses"
        env_key = "SIGNALBOX_KEY"\
        """,
        "SIGNALBOX_KEY={key} codex",
        "Any provider's model can answer. Codex warns that it does not know the model by its name,"
            + " and goes on; web search, which only OpenAI runs, is left out.");
  }

  private static ClientApp opencode() {
    return new ClientApp(
        "agent",
        OPENCODE,
        "~/.config/opencode/opencode.json",
        """
        {
          "$schema": "https://opencode.ai/config.json",
          "provider": {
            "signalbox": {
              "npm": "@ai-sdk/openai-compatible",
              "name": "Signalbox",
              "options": { "baseURL": "{base}", "apiKey": "{env:SIGNALBOX_KEY}" },
              "models": { "{model}": {} }
            }
          }
        }\
        """,
        "SIGNALBOX_KEY={key} opencode --model 'signalbox/{model}'",
        "");
  }
}
