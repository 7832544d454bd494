package io.signalbox.engine.workspace.config;

import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Which values of another program's configuration are keys, passwords or tokens: by the name that
/// they stand under, or by what they look like.
public final class SecretNames {
  /// What stands instead of one.
  static final String HIDDEN = "•••";

  private static final List<String> ENDS =
      List.of(
          "apikey",
          "accesskey",
          "accesskeyid",
          "authkey",
          "signingkey",
          "sharedkey",
          "subscriptionkey",
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
          "pwd",
          "passphrase",
          "credential",
          "credentials",
          "authorization",
          "token",
          "connectionstring");

  /// A reference to where a key is, in the spelling of one gateway or another.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "os\\.environ/.+|process\\.env\\..+|env::?[A-Za-z_].*|env\\.[A-Z_][A-Z0-9_]*|dynamic::.+|path::.+|\\$[A-Z_][A-Z0-9_]*|(Bearer"
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

  /// What a person is to replace, all of it: a password can begin like one.
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(sk-)?my[-_ ]?(api[-_ ]?)?key|(sk-)?(your|insert|put|enter|add|replace)([-_"
              + " ]?(your|the|own|real|api|access|master"
              + "|virtual|secret|password|token|key|keys|here|this|me|with|openai|anthropic|azure|gemini"
              + "|google|groq|mistral|cohere|deepseek|openrouter|together|portkey|litellm|provider))+"
              + "|(sk-)?(<[^<>]*>|\\*{3,}|x{3,}|\\.{3})");

  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]*:[^/@\\s]+@");

  private static final Pattern IN_NAME =
      Pattern.compile(
          "(?i)(key|secret|token|passwor[dt]|authorization|bearer|credentials?)[\"']?\\s*"
              + "(?:[:= ]|!=|!?~\\*?)\\s*"
              + "[\"']?(?!os\\.environ|\\$)[^\\s\"',]*[0-9_-][^\\s\"',]*");

  private static final String WORDS =
      "(?:keys?|secrets?|token|passwor[dt]s?|passwd|passphrase|pwd|authorization|bearer"
          + "|credentials?)";

  /// Where a part of a name in camel case begins.
  private static final String HUMP = "(?-i:(?<=[a-z])(?=[A-Z]))";

  /// A word for a key, and any name that ends with one before a sign that gives it a value.
  private static final Pattern IN_COMMENT =
      Pattern.compile(
          "(?i)((?:(?<![a-z])|"
              + HUMP
              + ")(?:api|access|auth|master|secret|private|salt|virtual|licen[cs]e|encryption)?"
              + "[-_ ]?"
              + WORDS
              + "(?:(?![a-z])|"
              + HUMP
              + ")|"
              + WORDS
              + "(?=[\"']?\\s*[:=])).+",
          Pattern.DOTALL);

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?is).*(key|secret|token|passwor[dt]|passwd|passphrase|pwd)s?[\"']?\\s*[:=]\\s*");

  private static final Pattern SPOKEN = Pattern.compile("(?i)auth|key|token|secret|passw|cookie");

  private static final Pattern WHOLE = Pattern.compile("[0-9_]{4,}");

  private SecretNames() {}

  static boolean isSecret(String name, String text) {
    return looksSecret(text) || (isNamed(name) && !isReference(text) && !isPlaceholder(text));
  }

  /// Whether a number without quotes is one: prices and times are often named after tokens.
  static boolean isSecretNumber(String name, String text) {
    String plain = plain(name);
    boolean counts = plain.endsWith("token");
    boolean price = plain.endsWith("pertoken");
    return isNamed(name) && !price && (!counts || WHOLE.matcher(text).matches());
  }

  private static boolean looksSecret(String text) {
    return text.contains(HIDDEN)
        || GraphText.holdsKey(text)
        || USER_INFO.matcher(text).find()
        || (text.regionMatches(true, 0, "Bearer ", 0, 7) && !isReference(text));
  }

  private static boolean isNamed(String name) {
    String plain = plain(name);
    return plain.equals("key") || plain.equals("auth") || ENDS.stream().anyMatch(plain::endsWith);
  }

  /// Whether a header or a variable of such a name holds one.
  public static boolean speaksOfKey(String name) {
    return SPOKEN.matcher(name).find();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  /// Whether a text where a key stands says where the key is.
  public static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /// Whether a text where a key stands means that there is none, or that a person puts one there.
  public static boolean isPlaceholder(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.contains(plain) || EXAMPLE.matcher(plain).matches();
  }

  /// A comment without what may be a key: nothing behind a word for one is kept.
  static String cleanComment(String comment) {
    return holdsSecret(comment) ? HIDDEN : IN_COMMENT.matcher(comment).replaceFirst("$1 " + HIDDEN);
  }

  /// Whether what follows a comment is a key.
  static boolean announces(String comment) {
    return ANNOUNCED.matcher(comment).matches();
  }

  /// A field's name without what may be a key.
  static String cleanName(String name) {
    return holdsSecret(name) || endsWithSecret(name)
        ? HIDDEN
        : IN_NAME.matcher(name).replaceAll("$1 " + HIDDEN);
  }

  /// A prefix such as that of a header does not hide a key.
  private static boolean endsWithSecret(String name) {
    return IntStream.range(0, name.length())
        .filter(i -> "-_.:/".indexOf(name.charAt(i)) >= 0)
        .anyMatch(i -> GraphText.holdsKey(name.substring(i + 1)));
  }

  private static boolean holdsSecret(String text) {
    return GraphText.holdsKey(text) || USER_INFO.matcher(text).find();
  }
}
