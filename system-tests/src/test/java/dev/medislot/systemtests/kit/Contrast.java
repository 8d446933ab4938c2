package dev.medislot.systemtests.kit;

import java.util.List;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Finds the texts of a page that are hard to read: those below the 4.5 to 1 of WCAG AA on their background. */
public final class Contrast {

    private static final String SCRIPT = """
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.backgroundColor = 'Canvas';
            const page = getComputedStyle(probe).backgroundColor;
            probe.remove();
            const known = new Map();
            const parsed = text => {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = text;
              canvas.fillRect(0, 0, 1, 1);
              const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
              return [r, g, b, a / 255];
            };
            const color = text => known.get(text) ?? known.set(text, parsed(text)).get(text);
            const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
            const ancestors = function* (element) {
              for (let it = element; it; it = it.parentElement) yield it;
            };
            const background = element => [...ancestors(element)].map(it => color(getComputedStyle(it).backgroundColor))
                .reduceRight((below, top) => over(top, below), color(page));
            const light = value => value / 255 <= .03928 ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4;
            const luminance = ([r, g, b]) => .2126 * light(r) + .7152 * light(g) + .0722 * light(b);
            const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            const found = new Set();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const element = texts.currentNode.parentElement;
              if (!texts.currentNode.data.trim() || !element.getClientRects().length) continue;
              const below = background(element);
              const [r, g, b, a] = color(getComputedStyle(element).color);
              const opacity = [...ancestors(element)].reduce((all, it) => all * getComputedStyle(it).opacity, a);
              const contrast = ratio(luminance(over([r, g, b, opacity], below)), luminance(below));
              if (contrast < 4.5) found.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
            }
            return [...found];
            """;

    private Contrast() {}

    /** The elements of the faint texts. */
    public static List<?> faults(RemoteWebDriver browser) {
        return (List<?>) browser.executeScript(SCRIPT);
    }
}
