// The site of docs/: npm --prefix docs ci && npm --prefix docs run build writes it to target/site. It loads nothing from elsewhere.
const page = (text, link) => ({ text, link });

export default {
  title: "Antiphon",
  description: "A companion that listens while you play and answers in tempo",
  cleanUrls: false,
  // Files of the repository that are not part of the site.
  ignoreDeadLinks: [/\.\.\//],
  rewrites: { "first-evening.md": "index.md" },
  themeConfig: {
    search: { provider: "local" },
    sidebar: [
      { text: "Play", items: [
        page("Your first evening", "/"), page("The page", "/page"), page("Playing live", "/playing"),
        page("In a DAW", "/daw"), page("Files and takes", "/takes"), page("Troubleshooting", "/troubleshooting")] },
      { text: "Go further", items: [
        page("HTTP and OSC", "/http-osc"), page("NotaGen and devices", "/notagen"), page("Evaluation and training", "/evaluation")] },
      { text: "Inside", items: [
        page("Design", "/design"), page("Glossary", "/glossary"), page("Plug-in protocol", "/plugin-protocol"), page("Lab notes", "/lab-notes")] },
    ],
  },
};
