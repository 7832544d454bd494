package io.signalbox.engine.dialect;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a Claude says of it, whoever runs it: `claude-sonnet-4-5`,
/// `eu.anthropic.claude-haiku-4-5-20251001-v1:0`. Pure.
public final class ClaudeName {
  /// The version of a name that says none, which is taken for a new one.
  public static final int UNKNOWN = 99_00;

  private static final Pattern NEW_NAME =
      Pattern.compile("claude-[a-z]+-(\\d{1,2})(?:[-.](\\d{1,2}))?(?![0-9])");
  private static final Pattern OLD_NAME = Pattern.compile("claude-(\\d)(?:[-.](\\d))?(?![0-9])");
  private static final int WITHOUT_SAMPLING = 4_07;

  private ClaudeName() {}

  /// Whether it is a Claude.
  public static boolean isOne(String model) {
    return model.contains("claude");
  }

  /// Its version, with two digits for the minor one: 405 for 4.5.
  public static int version(String model) {
    for (Pattern pattern : List.of(NEW_NAME, OLD_NAME)) {
      Matcher matcher = pattern.matcher(model);
      if (matcher.find()) {
        String minor = matcher.group(2);
        return Integer.parseInt(matcher.group(1)) * 100
            + (minor == null ? 0 : Integer.parseInt(minor));
      }
    }
    return UNKNOWN;
  }

  /// Whether it refuses `temperature`, `top_p` and `top_k` altogether, as from 4.7 on.
  public static boolean refusesSampling(String model) {
    int version = version(model);
    return isOne(model) && version >= WITHOUT_SAMPLING && version < UNKNOWN;
  }
}
