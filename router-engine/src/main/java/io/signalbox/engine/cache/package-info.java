/// Answers that are given again for an equal or similar request. Entry types are [CacheQuery], what
/// a cache is asked, [EarlierAnswer], what it gives, and [AnswerCache]. An answer is kept in
/// neutral words, so it can be given in any dialect, streamed or whole, whichever way it came.
/// Pure: keys, what may be kept, and the form of an entry are worked out here, and stored
/// elsewhere.
@NullMarked
package io.signalbox.engine.cache;

import org.jspecify.annotations.NullMarked;
