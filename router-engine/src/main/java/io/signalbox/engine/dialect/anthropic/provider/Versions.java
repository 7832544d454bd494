package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.spi.CallPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The headers that say by which rules a body is to be read. A client that speaks the dialect says
/// it itself: without its `anthropic-beta` the provider refuses members of the body that belong to
/// it. Nothing else of the client's headers goes out.
final class Versions {
  private static final String VERSION = AnthropicApi.VERSION;
  private static final String BETA = "anthropic-beta";
  private static final String CURRENT = AnthropicApi.SPOKEN;
  private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9._, -]{1,4000}");

  private Versions() {}

  static Map<String, String> of(CallPlan plan) {
    Map<String, String> headers = new LinkedHashMap<>();
    // What was sent in several lines is one list now, but there is one version only.
    String version = said(plan, VERSION).split(",", 2)[0];
    headers.put(VERSION, version.isEmpty() ? CURRENT : version);
    String beta = said(plan, BETA);
    if (!beta.isEmpty()) {
      headers.put(BETA, beta);
    }
    return headers;
  }

  private static String said(CallPlan plan, String header) {
    String said = plan.headers().getOrDefault(header, "");
    return WORDS.matcher(said).matches() ? said : "";
  }
}
