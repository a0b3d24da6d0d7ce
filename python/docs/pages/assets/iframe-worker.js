// A page that is read from the disk may start no worker: there a hidden frame does its work, so that
// the search box answers without a server. Nothing is fetched but what lies beside the page.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.appendChild(frame);
      const inner = frame.contentWindow;
      addEventListener("message", (event) => {
        if (event.source !== inner) return;
        const said = new MessageEvent("message", { data: event.data });
        this.dispatchEvent(said);
        if (this.onmessage) this.onmessage(said);
      });
      const start = `
        window.postMessage = (said) => parent.postMessage(said, "*");
        window.importScripts = (...urls) => Promise.all(urls.map((url) => new Promise((done, no) => {
          const script = document.createElement("script");
          script.src = url;
          script.onload = done;
          script.onerror = no;
          document.head.appendChild(script);
        })));`;
      inner.document.open();
      inner.document.write(`<head><script>${start}</scr` + `ipt></head>`);
      inner.document.close();
      this.ready = new Promise((done) => {
        const script = inner.document.createElement("script");
        script.src = new URL(url, location.href).href;
        script.onload = done;
        inner.document.head.appendChild(script);
      });
      this.inner = inner;
    }

    postMessage(said) {
      this.ready.then(() =>
        this.inner.dispatchEvent(new MessageEvent("message", { data: said, source: window })),
      );
    }

    terminate() {
      this.inner.frameElement.remove();
    }
  };
}
