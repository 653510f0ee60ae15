package portal.tests;

import java.text.BreakIterator;
import java.text.spi.BreakIteratorProvider;
import java.util.Locale;

/**
 * OpenSearch makes no index where Java cannot tell words of Thai apart, and the runtime that the
 * tests use comes without. No test has Thai text: letters do for words.
 */
public class ThaiWords extends BreakIteratorProvider {
    private static final Locale THAI = Locale.forLanguageTag("th");

    @Override
    public Locale[] getAvailableLocales() {
        return new Locale[] {THAI};
    }

    @Override
    public BreakIterator getWordInstance(Locale locale) {
        return BreakIterator.getCharacterInstance(Locale.ROOT);
    }

    @Override
    public BreakIterator getCharacterInstance(Locale locale) {
        return BreakIterator.getCharacterInstance(Locale.ROOT);
    }

    @Override
    public BreakIterator getLineInstance(Locale locale) {
        return BreakIterator.getLineInstance(Locale.ROOT);
    }

    @Override
    public BreakIterator getSentenceInstance(Locale locale) {
        return BreakIterator.getSentenceInstance(Locale.ROOT);
    }
}
