package io.signalbox.app.connect;

import java.util.List;
import java.util.stream.Stream;

/// The programs that are known; a new one is a method here, a library one in [ClientLibraries].
final class ClientApps {
  private ClientApps() {}

  /// All that are known, those of a kind together.
  static List<ClientApp> all() {
    return Stream.of(agents(), editors(), ClientLibraries.all(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ClientApp> agents() {
    return List.of(claudeCode(), codex(), geminiCli(), opencode(), qwenCode());
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
        "Models of all providers can answer. Features that only Anthropic has, such as marks for"
            + " the prompt cache, are sent to Anthropic only.");
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
        "Models of all providers can answer. Codex warns that it does not know the model's name"
            + " and continues. Web search runs at OpenAI only and is left out.");
  }

  private static ClientApp geminiCli() {
    return new ClientApp(
        "agent",
        "Gemini CLI",
        "your shell",
        """
        export GOOGLE_GEMINI_BASE_URL={root}
        export GEMINI_API_KEY={key}\
        """,
        "gemini -m '{model}'",
        "Choose the Gemini API key when it asks how to authenticate. Models of all providers can"
            + " answer. Google Search and other tools of Gemini are sent to Gemini only.");
  }

  private static ClientApp opencode() {
    return new ClientApp(
        "agent",
        ClientApp.OPENCODE,
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
        "Based on Cline's settings page; not tested.");
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
        "Based on Continue's documentation; not tested.");
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
        "In a container it works only if 127.0.0.1 is this" + " machine. Not tested.");
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
}
