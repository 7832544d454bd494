package io.signalbox.engine.route.redaction;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Numbers of bank accounts by ISO 13616: two letters of a country, two check digits, and as many
/// characters as the country has. Lengths: SWIFT's IBAN registry, release 98.
final class Iban {
  private static final int LONGEST = 34;
  private static final int SHORTEST = 15;

  private static final Map<String, Integer> LENGTHS =
      Arrays.stream(
              ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24"
                   + " DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18"
                   + " GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32"
                   + " LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18"
                   + " NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19"
                   + " SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
                  .split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  each -> each.substring(0, 2), each -> Integer.parseInt(each.substring(2))));

  private Iban() {}

  /// Where an account's number ends that begins at a place; -1 if there is none.
  static int end(char[] text, int from) {
    int value = 0; // of all but the first four, modulo 97
    int first = 0;
    int count = 0;
    int end = -1;
    boolean upper = true;
    var country = new StringBuilder();
    for (int at = from; at >= 0 && count < LONGEST; at = NumberSeparators.next(text, at)) {
      char c = text[at];
      int digit = c < 128 ? Character.digit(c, Character.MAX_RADIX) : -1;
      boolean letter = digit > 9;
      if (digit < 0 || (count < 2) != (letter && count < 2) || (count < 4 && count > 1 && letter)) {
        break;
      }
      upper &= !Character.isLowerCase(c);
      if (count < 2) {
        country.append(Character.toUpperCase(c));
      }
      first = count < 4 ? appended(first, digit) : first;
      value = count < 4 ? value : appended(value, digit);
      count++;
      boolean word = at + 1 == text.length || !Character.isLetterOrDigit(text[at + 1]);
      if (word && fits(country.toString(), count, upper) && whole(value, first) == 1) {
        end = at + 1;
      }
    }
    return end;
  }

  private static boolean fits(String country, int count, boolean upper) {
    Integer length = LENGTHS.get(country);
    return length == null ? upper && count >= SHORTEST : length == count;
  }

  private static int appended(int value, int digit) {
    return (value * (digit < 10 ? 10 : 100) + digit) % 97;
  }

  /// Two letters and two digits stand at the end for the check: six decimal digits.
  private static int whole(int value, int first) {
    return (int) ((value * 1_000_000L + first) % 97);
  }
}
