package dev.medislot.notification.letter;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** The small pages behind the link of a reminder, in the language of its reader. They name no person. */
@Component
public class Pages {

    private final TemplateEngine html = Templates.html();
    private final ClinicProperties clinic;

    Pages(ClinicProperties clinic) {
        this.clinic = clinic;
    }

    /** Has a button that posts to the address of the page. */
    public String askToMute(String language) {
        return page(Language.of(language), "mute.ask", "mute.button");
    }

    public String muted(String language) {
        return page(Language.of(language), "mute.done", null);
    }

    public String linkNoLongerWorks(String language) {
        return page(Language.of(language), "mute.dead", null);
    }

    private String page(Language language, String key, @Nullable String button) {
        var words = new HashMap<String, Object>();
        words.put("clinic", clinic.name());
        words.put("headline", language.say(key));
        words.put("sentence", language.say(key + ".sentence"));
        if (button != null) {
            words.put("button", language.say(button));
        }
        return html.process("page", new Context(language.locale(), words));
    }
}
