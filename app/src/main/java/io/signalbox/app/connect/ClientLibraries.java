package io.signalbox.app.connect;

import java.util.List;
import java.util.stream.Stream;

/// The libraries that programs of one's own are written with.
final class ClientLibraries {
  private ClientLibraries() {}

  static List<ClientApp> all() {
    return Stream.of(openAi(), anthropic(), google(), frameworks()).flatMap(List::stream).toList();
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

  private static List<ClientApp> google() {
    return List.of(googlePython(), googleNode(), googleJava());
  }

  private static ClientApp googlePython() {
    return new ClientApp(
        "library",
        "Google Gen AI SDK, Python",
        "your program",
        """
        from google import genai

        client = genai.Client(
            api_key="{key}", http_options={"base_url": "{root}"}
        )
        answer = client.models.generate_content(
            model="{model}", contents="Hello"
        )\
        """,
        "",
        "");
  }

  private static ClientApp googleNode() {
    return new ClientApp(
        "library",
        "Google Gen AI SDK, Node",
        "your program",
        """
        import { GoogleGenAI } from "@google/genai";

        const client = new GoogleGenAI({
          apiKey: "{key}",
          httpOptions: { baseUrl: "{root}" },
        });
        const answer = await client.models.generateContent({
          model: "{model}",
          contents: "Hello",
        });\
        """,
        "",
        "");
  }

  private static ClientApp googleJava() {
    return new ClientApp(
        "library",
        "Google Gen AI SDK, Java",
        "your program",
        """
        Client client =
            Client.builder()
                .apiKey("{key}")
                .httpOptions(HttpOptions.builder().baseUrl("{root}").build())
                .build();
        // then client.models.generateContent("{model}", "Hello", null)\
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
        "openai(…) works too. Its conversations name earlier answers, which the proxy remembers for"
            + " an hour; with providerOptions: { openai: { store: false } } it sends them whole.");
  }
}
