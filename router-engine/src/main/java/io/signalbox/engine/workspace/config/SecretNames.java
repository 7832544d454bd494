package io.signalbox.engine.workspace.config;

import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which values of another program's configuration are keys, passwords or tokens: by the name that
/// they stand under, or by what they look like.
final class SecretNames {
  private static final List<String> ENDS =
      List.of(
          "apikey",
          "accesskey",
          "accesskeyid",
          "masterkey",
          "secretkey",
          "privatekey",
          "saltkey",
          "licensekey",
          "encryptionkey",
          "virtualkey",
          "secret",
          "password",
          "passwd",
          "passphrase",
          "credential",
          "credentials",
          "authorization",
          "token",
          "connectionstring");

  /// A reference to where a key is, in the spelling of one gateway or another.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "os\\.environ/.+|process\\.env\\..+|env::?[A-Za-z_].*|dynamic::.+|path::.+|\\$[A-Za-z_][A-Za-z0-9_]*|(Bearer"
              + " )?\\$?\\{\\{?[^{}]+}}?|none",
          Pattern.DOTALL);

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "",
          "any",
          "anything",
          "changeme",
          "dummy",
          "empty",
          "fake",
          "fake-key",
          "key",
          "lm-studio",
          "lmstudio",
          "local",
          "n/a",
          "na",
          "no-key",
          "no-key-needed",
          "no-key-required",
          "none",
          "not-needed",
          "not-required",
          "not_needed",
          "null",
          "ollama",
          "placeholder",
          "sk-1234",
          "sk-no-key-required",
          "test",
          "unused",
          "vllm",
          "x",
          "xxx");

  private static final Pattern EXAMPLE =
      Pattern.compile("(sk-)?(your|my|insert|put|<|\\*{3}|xxx|\\.\\.\\.).*", Pattern.DOTALL);

  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]*:[^/@\\s]+@");

  private static final Pattern IN_COMMENT =
      Pattern.compile(
          "(?i)(key|secret|token|passwor[dt]|authorization|bearer|credentials?)[\"']?\\s*[:= ]\\s*"
              + "[\"']?(?!os\\.environ|\\$)[^\\s\"',]*[0-9_-][^\\s\"',]*");

  private SecretNames() {}

  static boolean isSecret(String name, String text) {
    return looksSecret(text) || (isNamed(name) && !isReference(text) && !isPlaceholder(text));
  }

  private static boolean looksSecret(String text) {
    return text.contains("•••")
        || GraphText.holdsKey(text)
        || USER_INFO.matcher(text).find()
        || (text.regionMatches(true, 0, "Bearer ", 0, 7) && !isReference(text));
  }

  private static boolean isNamed(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return plain.equals("key") || plain.equals("auth") || ENDS.stream().anyMatch(plain::endsWith);
  }

  private static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  private static boolean isPlaceholder(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.contains(plain) || EXAMPLE.matcher(plain).matches();
  }

  /// A comment without what may be a key.
  static String clean(String comment) {
    boolean kept = !GraphText.holdsKey(comment) && !USER_INFO.matcher(comment).find();
    return kept ? IN_COMMENT.matcher(comment).replaceAll("$1 •••") : "•••";
  }
}
